import { SetMetadata } from '@nestjs/common';

export const roles = ['customer', 'channel', 'specialist', 'senior', 'lead', 'auditor', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Who may use a route. */
export type Access = 'public' | Role[];

export const accessKey = 'redress:access';

/** Opens a route, or a controller's every route, to people with one of these roles. A method's own word goes first. */
export const Roles = (...allowed: Role[]): MethodDecorator & ClassDecorator => SetMetadata(accessKey, allowed);

/** Opens a route to everybody. A route with neither this nor {@link Roles} refuses everybody. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(accessKey, 'public');
