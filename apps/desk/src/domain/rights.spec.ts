import { describe, expect, it } from '@jest/globals';
import type { ComplaintState } from '@redress/lifecycle';
import { mayAct, mayCorrectCategory } from './rights.js';

const state = (more: Partial<ComplaintState>): ComplaintState => ({
  status: 'assigned',
  episode: 1,
  stage: 1,
  clock: 'running',
  reference: 'R-7K3M-9QXZ',
  channel: 'account',
  language: 'ru',
  receivedAt: '2026-11-22T19:05:00.000Z',
  promisedBy: '2026-11-24T19:05:00.000Z',
  assignedBefore: [],
  ...more,
});

const actor = (sub: string, ...roles: string[]) => ({ sub, roles });

describe('who may work on a complaint', () => {
  it('is its holder, a senior and a lead', () => {
    const held = state({ specialistId: 'ivan', assignmentId: 'a' });
    expect(mayAct(actor('ivan', 'specialist'), held)).toBe(true);
    expect(mayAct(actor('nina', 'senior'), held)).toBe(true);
    expect(mayAct(actor('lena', 'lead'), held)).toBe(true);
    expect(mayAct(actor('olga', 'specialist'), held)).toBe(false);
    expect(mayAct(actor('viktor', 'auditor'), held)).toBe(false);
  });

  it('is no specialist while nobody holds it', () => {
    expect(mayAct(actor('ivan', 'specialist'), state({ status: 'pooled' }))).toBe(false);
  });

  it('is who held it last once it is decided', () => {
    expect(mayAct(actor('ivan', 'specialist'), state({ status: 'resolved', specialistId: 'ivan' }))).toBe(true);
  });
});

describe('who may say the category', () => {
  it('is any specialist who sees it, while it waits for that', () => {
    expect(mayCorrectCategory(actor('olga', 'specialist'), state({ status: 'triage' }))).toBe(true);
    expect(mayCorrectCategory(actor('viktor', 'auditor'), state({ status: 'triage' }))).toBe(false);
  });

  it('is who may work on it, afterwards', () => {
    const held = state({ specialistId: 'ivan', assignmentId: 'a' });
    expect(mayCorrectCategory(actor('ivan', 'specialist'), held)).toBe(true);
    expect(mayCorrectCategory(actor('olga', 'specialist'), held)).toBe(false);
  });
});
