import type { Category } from '@redress/contracts';
import type { KeywordTable } from '../keywords.js';

/** What people write in English, per category. */
export const english: KeywordTable<Category> = {
  withdrawals: `
    4: cash out my winnings, cash out my balance, withdrawal request*, refuse to pay, refus* to pay, won t pay, pay my winnings
    4: withdraw my, withdrawal* pending, pending withdrawal*, get my money out, release my funds, release my money
    4: cashout to my, cash out to my, payout to my
    3: withdraw*, withdrew, payout*, pay out, paid out, paying out, cashing out, get my winnings, receive my winnings, money out
    3: where is my money, waiting for my money, never paid me, not paid me, haven t been paid, have not been paid
    3: reach my bank, reached my bank, arrive in my bank, sent to my bank, send my money, received my winnings
    3: money not received, money still not received, not received my money, did not receive my money, didn t receive my money
    2: my winnings, pay me, my funds, get my money, received my money, transfer to my, iban, pending
    2: money still not, get paid, still waiting for
    1: stuck, processing, bank transfer, business days, delay*, reversed, winnings
  `,
  deposits: `
    4: charged twice, charged me twice, double charge*, charged double, debited twice, not credited, never credited
    4: card declined, card was declined, card is declined, payment failed, payment declined, payment was declined, left my bank
    4: money left my account, taken twice, taken from my bank, taken from my card
    3: deposit*, top up, topped up, topping up, topup*, add funds, adding funds, added funds, add money, added money, debited
    3: fund my account, funding my account, not in my balance, paysafe*, paid in, pay in
    3: balance is still, sent money, sent the money, transferred money, put money on
    2: charged, credited, declined, payment*, debit*, paypal, skrill, neteller, apple pay, google pay, visa, mastercard
    2: bitcoin, crypto*, usdt, voucher*, prepaid, took money, e wallet, ewallet
    1: my card, credit card, transaction*, receipt*, balance, bank
    1: showed up, show up
  `,
  bonuses: `
    4: wagering requirement*, bonus code*, promo code*, welcome bonus*, welcome offer*, refer a friend, turnover requirement*
    4: deposit bonus*, reload bonus*, no deposit bonus*, birthday bonus*, odds boost*
    4: deposit match, match offer, match bonus*, first deposit offer*
    3: bonus, bonuses, bonused, freebet*, free bet*, free spin*, freespin*, promo, promos, promotion*, promocode*, wagering
    3: rollover*, playthrough*, play through, cashback*, cash back, loyalty, referral*, boosted odds, price boost*
    3: coupon code*, sign up offer*, bet and get
    2: offer, offers, reward*, vip, opt in, opted in, giveaway*, prize*, leaderboard*, reload, gift*
    1: tournament*, points, tier, eligible
  `,
  verification: `
    4: proof of address, proof of identity, proof of id, proof of income, source of funds, source of wealth, identity check*
    4: know your customer, id card*, driving licen*, driver* licen*, utility bill*, verify my identity, verify my account
    4: account verification, document* rejected, rejected my document*, upload* my passport, bank statement*
    3: verif*, kyc, proof of, passport*, selfie*, document*, liveness, payslip*, pay slip*, residence permit*, age check*
    3: notari*, affordability check*, identity document*, certified cop*
    2: identity, my id, upload*, date of birth, video call, face scan, facial, under review
    1: photo*, scan*, picture*, blurry, reviewed
  `,
  'account-access': `
    4: log in, log into, logging in, logged out, sign in, signing in, locked out, account locked, account is locked, get into my
    4: locked my account, blocked my account, account blocked, account is blocked, account has been blocked, account was blocked
    4: suspended my account, account suspended, account has been suspended, account was suspended, account is suspended
    4: account was closed, account has been closed, closed my account, reset my password, password reset, forgot my password
    4: verification code*, sms code*, one time code*, security code*, regain access, access my account, access to my account
    4: frozen my account, froze my account, account frozen, account is frozen, reset link, restore access
    3: login*, password*, 2fa, two factor, authenticator*, otp, unlock*, unblock*, reactivat*, username*, credentials, can t access
    3: change my email, change my phone, old phone number, new phone number, old email, reopen my account, wrong password
    2: blocked, locked, suspend*, banned, disabled, access, forgot*, captcha, authenti*, log out, passcode*
    1: account*, reset, profile
  `,
  'security-fraud': `
    6: identity theft, account takeover, sim swap*, hacked, hacker*, hack my, unauthori*, without my knowledge
    5: phish*, someone logged, somebody logged, someone else logged, someone accessed, someone withdrew, somebody withdrew
    5: someone used, someone has used, someone else used, someone got into, someone stole, broke into, used my card, compromised
    5: my card was used, wasn t me, was not me, didn t make this, did not make this, didn t make these, did not make these
    5: don t recogni*, do not recogni*, didn t authori*, did not authori*, unknown device*, fake website*, fake site*
    5: using my identity, stole my identity, in my name, logins from, login from, logged in from, asked for my password
    4: stole, stolen, theft, hack*, suspicious, taken over, impersonat*, malware, unrecogni*, unfamiliar, sim card swap*
    3: fraud*, steal*, blackmail*, extort*, someone else, somebody else, clone*, another device, breached
    3: another country, not mine, money disappeared, balance disappeared, pretending to be, claiming to be
    2: scam*, thief, thieves, fake*, without my permission, without my consent, chargeback*, not me, cheated, con artist*
  `,
  'bet-settlement': `
    5: winning bet*, settled incorrectly, settled wrong*, settled as, settled my bet, bet was settled, not settled, unsettled
    5: bet was voided, voided my bet, bet void*, cash out button, cashed out automatically, bet slip*, my bet lost, bet as lost
    4: both teams, each way, extra time, final score*, wrong result*, first goalscorer, correct score, final result*, dead heat*
    4: live bet*, in play bet*, over under, wrong odds, full time result, bet builder*
    3: settle*, betslip*, odds, accumulator*, acca, accas, parlay*, voided, handicap*, graded, grading, overtime, recalculat*
    3: postponed, goalscorer*, point spread, spread bet*, my bet, my bets, bets, cashout, cash out
    2: bet, void, match, stake*, result*, goal*, corner*, horse*, race, races, racing, selection*, leg, legs, wager, wagers
    2: in play, esports, abandoned, over 2, under 2
    1: football, soccer, tennis, basketball, hockey, bookmaker*, sportsbook*, team*, ticket*, score*, matches
  `,
  'game-fault': `
    5: game froze, game freezes, game frozen, game crashed, game crash*, game stopped, game disconnect*, game did not load
    5: slot froze, slot crash*, slot stopped, bonus round*, bonus game*, crash game*, live casino, live dealer*, game error*
    5: middle of a spin, middle of a game, middle of the game, mid spin, mid game, during a spin, game malfunction*
    4: slot machine*, winning combination*, scratch card*, game provider*, free spins feature, free spins round
    3: slot, slots, roulette, blackjack, baccarat, poker, reel*, dealer*, jackpot*, round, rounds, rigged, rtp, payline*
    3: croupier*, aviator, bingo, keno, malfunction*, multiplier*, the game, game history
    2: spin, spins, spinning, spun, game, wheel*, dice, symbol*, lottery, lotto, table game*
    1: casino*, games, provider*, feature*, hand, froze, crashed
  `,
  technical: `
    5: site is down, website is down, site down, website down, app crash*, app keeps, app freez*, app froze, app won t, app does not
    5: app doesn t, app is not, app not, app stopped, site not, website not, site won t, website won t, site does not, website does not
    4: not loading, won t load, doesn t load, does not load, won t open, doesn t open, does not open, keeps crashing, error message*
    4: error code*, error 500, error 502, error 404, white screen, black screen, blank screen, blank page, white page
    4: after the update, latest update, last update, after updating, new version, internal server error
    3: bug, bugs, buggy, glitch*, lag, lags, laggy, lagging, browser*, chrome, safari, firefox, android, iphone, ipad, ios
    3: install*, uninstall*, technical, live stream*, livestream*, timed out, timeout*, unresponsive, freezes, freezing, desktop
    2: app, apps, application, website, crash*, error*, load, loading, loads, slow, button*, server*, page, pages, screen, update*
    2: stream*, download*, connection, not working, doesn t work, does not work, stopped working, is down, offline
    1: site, video, mobile, phone, frozen, froze, click, refresh*
  `,
  'responsible-gambling': `
    6: self exclu*, selfexclu*, suicid*, kill myself, end my life, gambling problem*, problem gambl*, responsible gambl*
    6: safer gambl*, gambling addict*, addict*, gamstop, gamcare, deposit limit*, loss limit*, spending limit*, bet limit*
    6: can t stop gambling, cannot stop gambling, stop gambling, can t stop playing, can t stop betting, cannot stop playing
    5: can t stop, cannot stop, exclude me, stop me from, block me from, ban me from, cooling off, cool off, cool down period
    5: take a break, underage, lost everything, life savings, rent money, compulsive*, chasing losses, chasing my losses
    5: limit my deposit*, limit my spending, limit on my, set a limit, lower my limit*, raised my limit*, control my gambl*
    5: lost my salary, lost all my money, lost all my savings, close my account permanently, close my account forever, relapse*
    4: vulnerable, self control, my child, time out period, reality check*, my son, my daughter, block gambling
    4: because of my gambling, my husband gambl*, my wife gambl*, in control, out of control
    3: debt*, gambling, gamble, gambler*, permanently, harm, therap*, savings, minor, minors
    2: limit, limits, loan*, mortgage, break from, lost too much
    2: my husband, my wife, my partner, close my account
  `,
  'staff-conduct': `
    5: hung up on, hang up on, hung up, laughed at, lied to me, swore at, shouted at, yelled at, called me a, called me an, rude*
    4: insult*, unprofessional*, disrespect*, impolite*, condescend*, dismissive*, arrogan*, mocked, mocking, abusive, racist
    4: sexist, discriminat*, patroni*, offensive, sarcas*, shout*, yell*, swearing, bad attitude, poor attitude, hostile
    3: attitude, staff, employee*, unhelpful, incompeten*, support agent*, your agent*, support manager, aggressive*
    3: threatened me, nobody answers, no one answers, ignores me, ignored me, ignoring me, bad manners
    2: agent, agents, operator*, manager*, representative*, rep, advisor*, adviser*, customer service, customer support, tone
    2: ignor*, copy paste*, copy pasted, support team, harass*, abuse
    1: support, live chat, chat, helpdesk, help desk
  `,
  'privacy-marketing': `
    6: withdraw* my consent, withdrew my consent, delete my data, delete my personal, delete all my data, erase my data
    6: promotional email*, promotional message*, promotional text*, promotional call*, promotional sms, promo email*, marketing email*
    6: marketing message*, marketing call*, bonus email*, data breach*, data leak*, right to be forgotten, subject access request*
    5: personal data, personal information, personal details, data protection, stop emailing, stop calling, stop texting, gdpr
    5: stop sending, stop spamming, mailing list*, cold call*, third part*, sold my, sell my, opted out, opt out, opting out
    4: spam*, newsletter*, unsubscri*, marketing, privacy, delete my account, my data, leaked, leak, confidential*
    4: shared my, share my, sharing my
    3: advert*, calls me, calling me, phone calls, erase*, cookie*, deletion, keeps emailing, keep emailing, keep calling, keep texting, dpo
    2: emails, texts, text messages, ads, notification*, consent, subscri*, calls, sms, bombard*
    1: email, messages, inbox, phone number
  `,
};
