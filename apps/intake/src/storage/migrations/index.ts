import { MakeComplaints1764000200000 } from './1764000200000-make-complaints.js';
import { RememberSubmissions1764000210000 } from './1764000210000-remember-submissions.js';
import { RememberAddressesAndWishes1764000220000 } from './1764000220000-remember-addresses-and-wishes.js';
import { RememberWhatFollows1764000230000 } from './1764000230000-remember-what-follows.js';

/** To be run after those of messaging and the vault. */
export const intakeMigrations = [
  MakeComplaints1764000200000,
  RememberSubmissions1764000210000,
  RememberAddressesAndWishes1764000220000,
  RememberWhatFollows1764000230000,
];
