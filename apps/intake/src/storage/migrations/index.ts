import { MakeComplaints1764000200000 } from './1764000200000-make-complaints.js';
import { RememberSubmissions1764000210000 } from './1764000210000-remember-submissions.js';

/** To be run after those of messaging and the vault. */
export const intakeMigrations = [MakeComplaints1764000200000, RememberSubmissions1764000210000];
