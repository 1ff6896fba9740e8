import type { session as en } from '../en/session';

export const session: typeof en = {
  title: 'Anmelden',
  name: 'Name',
  password: 'Passwort',
  submit: 'Anmelden',
  oidc: 'Mit {{provider}} anmelden',
  wrong: 'Name oder Passwort ist falsch.',
  throttled: 'Zu viele Versuche. Versuchen Sie es in {{age}} noch einmal.',
  setup: {
    title: 'Ersten Administrator anlegen',
    intro: 'Der Link gilt einmal. Wer ihn öffnet, wird Administrator dieses Servers.',
    code: 'Code aus dem Einrichtungslink',
    codeHint: 'Der Server hat den Link beim Start ausgegeben.',
    password: 'Passwort',
    passwordHint: 'Mindestens {{count}} Zeichen.',
    again: 'Passwort, noch einmal',
    differ: 'Die beiden Passwörter sind verschieden.',
    submit: 'Administrator anlegen',
    closed: 'Dieser Server hat schon einen Administrator.',
    toLogin: 'Zur Anmeldung',
  },
  invitation: {
    title: 'Passwort festlegen',
    intro: 'Sie wurden zu diesem Server eingeladen. Der Link gilt einmal.',
    submit: 'Passwort festlegen und anmelden',
  },
  role: { administrator: 'Administrator', operator: 'Operator', technician: 'Techniker', viewer: 'Betrachter' },
  expired: 'Ihre Sitzung ist beendet. Melden Sie sich neu an; Eingaben in anderen Tabs bleiben erhalten.',
};
