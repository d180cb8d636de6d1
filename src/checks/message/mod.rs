//! The article's craft: 25 rules that read the message, and when each weighs how much.

#[cfg(test)]
mod cases;
mod closing;
mod crisis;
mod hints;
mod letter;
mod limits;
mod names;
mod phrase;
mod ways_out;

pub(crate) use crisis::help_line;
pub(super) use letter::Letter;
pub(crate) use limits::example as threshold_example;
pub(super) use limits::names_of as thresholds_of;
pub(super) use names::Names;
pub(crate) use names::names_nobody;
pub(super) use opening_not_about_reader::{opening, opens_with_reader};

use self::hints::Hints;
use self::letter::{Finding, Place};
use super::rule::{About, rules};
use crate::diagnostic::{Diagnostic, Span};
use crate::journal::{Journal, Kind, MessageTemplate, Recipient, Request};
use crate::message::Message;
use crate::text::script::length;

/// What a rule of this room is given.
type Run = fn(&Letter<'_>, &mut Vec<Finding>);

rules! { Run;
    too_long "too-long" Warning TooLong;
    wall_of_text "wall-of-text" Advice TooLong;
    no_ask "no-ask" Error TooVague;
    vague_ask "vague-ask" Warning TooVague;
    hello_only "hello-only" Error TooVague;
    no_background "no-background" Warning TooVague;
    job_ask_in_advice_request "job-ask-in-advice-request" Warning TooVague;
    subject_missing_or_generic "subject-missing-or-generic" Warning TooVague;
    no_effort_shown "no-effort-shown" Advice ShiftsTheWork;
    burden_shift "burden-shift" Warning ShiftsTheWork;
    oversized_first_ask "oversized-first-ask" Warning ShiftsTheWork;
    too_many_questions "too-many-questions" Warning ShiftsTheWork;
    opening_not_about_reader "opening-not-about-reader" Warning ThreeParts;
    no_optional_close "no-optional-close" Warning ThreeParts;
    emotional_appeal "emotional-appeal" Warning Tone;
    over_apology "over-apology" Advice Tone;
    flattery_overload "flattery-overload" Advice Tone;
    guilt_trip "guilt-trip" Warning Tone;
    empty_nudge "empty-nudge" Warning Tone;
    urgency_pressure "urgency-pressure" Warning BeforeSending;
    shouting "shouting" Advice BeforeSending;
    channel_limit "channel-limit" Error BeforeSending;
    unfilled_placeholder "unfilled-placeholder" Error BeforeSending;
    wrong_recipient "wrong-recipient" Error BeforeSending;
    mass_recipient "mass-recipient" Warning BeforeSending;
}

impl<'a> Letter<'a> {
    /// The letter of a request; `None` where there is no message to read: an `inbound`, or nothing written.
    pub(super) fn of_request(request: &'a Request, journal: &'a Journal, names: &'a Names) -> Option<Letter<'a>> {
        let source = request.message();
        let message = (request.kind != Kind::Inbound && !source.is_empty()).then(|| Message::read(source))?;
        let length = *request.length.get_or_init(|| length(&message.prose));
        (!message.is_empty()).then(|| Letter {
            kind: request.kind,
            channel: request.channel.as_deref(),
            subject: request.subject.as_deref(),
            subject_unread: request.subject.is_none() && request.document.could_not_read("subject"),
            to: request.to.as_ref(),
            is_first: request.follows.is_none(),
            has_deadline: request.deadline.is_some(),
            length,
            chinese: request.is_chinese_by(journal.settings.lang, || length),
            hints: Hints::of(&message),
            source,
            message,
            settings: &journal.settings,
            names,
        })
    }

    /// Whether there is nothing to read.
    pub(super) fn is_empty(&self) -> bool {
        self.message.is_empty()
    }

    /// The letter that a template makes, for `to`.
    pub(super) fn of_template(
        template: &'a MessageTemplate,
        (subject, source): (Option<&'a str>, &'a str),
        to: &'a Recipient,
        journal: &'a Journal,
        names: &'a Names,
    ) -> Letter<'a> {
        let message = Message::read(source);
        Letter {
            kind: template.kind,
            channel: template.channel.as_deref(),
            subject,
            subject_unread: false,
            to: Some(to),
            is_first: !matches!(template.kind, Kind::Nudge | Kind::Thanks | Kind::Recap | Kind::Update),
            has_deadline: false,
            chinese: template.is_chinese(journal.settings.lang),
            length: length(&message.prose),
            hints: Hints::of(&message),
            source,
            message,
            settings: &journal.settings,
            names,
        }
    }
}

/// A message's length as `too-long` compares it, in 字 or words.
pub(crate) struct Counted {
    /// How long it is, the greeting left out.
    pub(crate) count: String,
    /// How long its channel's readers read, where that is known.
    pub(crate) limit: Option<String>,
    /// Whether 字 are counted.
    pub(crate) chinese: bool,
}

/// The length of a request's message; `None` where there is none to read.
pub(crate) fn counted(request: &Request, journal: &Journal) -> Option<Counted> {
    let names = Names::default();
    let letter = Letter::of_request(request, journal, &names)?;
    let (units, limit) = too_long::measured(&letter);
    let count = |units: f64| letter.counted(units).to_string();
    Some(Counted { count: count(units), limit: limit.map(count), chinese: letter.chinese })
}

/// What a bare greeting lacks besides: telling it all would bury the one thing.
const UNDER_HELLO: [&str; 6] = ["no-ask", "vague-ask", "no-background", "no-effort-shown", "opening-not-about-reader", "no-optional-close"];

/// Which of the rules are run.
#[derive(Clone, Copy)]
pub(super) struct Wanted([bool; RULES.len()]);

impl Wanted {
    /// All of them.
    pub(super) const ALL: Wanted = Wanted([true; RULES.len()]);

    /// Some of them, and `hello-only`, which says what some others would.
    pub(super) fn of(wants: impl Fn(&About) -> bool) -> Wanted {
        Wanted(std::array::from_fn(|at| wants(&RULES[at].about) || RULES[at].about.name == "hello-only"))
    }
}

/// Everything that the wanted rules find in a letter, as diagnostics of the file at `path`; `place` tells where a range of
/// the message, or a key, stands in it.
pub(super) fn findings(letter: &Letter<'_>, path: &str, wanted: Wanted, place: impl Fn(Where) -> Span) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    for (rule, _) in RULES.iter().zip(wanted.0).filter(|(_, is_wanted)| *is_wanted) {
        (rule.run)(letter, &mut found);
        for finding in found.drain(..) {
            let span = match finding.place {
                Place::Words(range) => place(Where::Words(range.start, range.end)),
                Place::Key(key) => place(Where::Key(key)),
            };
            let severity = finding.severity.unwrap_or(rule.about.severity);
            let mut diagnostic = Diagnostic::new(rule.about.name, severity, path, span, finding.message).help(finding.help);
            diagnostic.adopt(rule.about.text);
            diagnostics.push(diagnostic);
        }
    }
    if diagnostics.iter().any(|diagnostic| diagnostic.rule == "hello-only") {
        diagnostics.retain(|diagnostic| !UNDER_HELLO.contains(&diagnostic.rule));
    }
    diagnostics
}

/// Where a finding stands, before its file is known.
pub(super) enum Where {
    /// Bytes of the message, from and to.
    Words(usize, usize),
    /// A key of the front matter.
    Key(&'static str),
}

/// What the rules say of one request's message.
#[derive(Clone)]
pub(super) struct Read {
    /// The findings, with the rules' own weights; none on words of crisis.
    pub(super) found: Vec<Diagnostic>,
    /// Whether it holds words of crisis.
    pub(super) crisis: bool,
}

/// What the wanted rules say of a request's message; `None` where there is none to read.
pub(super) fn read(request: &Request, journal: &Journal, names: &Names, wanted: Wanted) -> Option<Read> {
    let letter = Letter::of_request(request, journal, names)?;
    if crisis::speaks(&letter) {
        return Some(Read { found: Vec::new(), crisis: true });
    }
    let document = &request.document;
    let start = request.message.start;
    let mut found = findings(&letter, request.path(), wanted, |place| match place {
        Where::Words(from, to) => Span { start: start + from, end: start + to },
        Where::Key(key) => document.span_of(key),
    });
    for diagnostic in found.iter_mut().filter(|diagnostic| request.message.holds(diagnostic.span)) {
        diagnostic.sentence_end = Some(start + letter.message.end_of_sentence(diagnostic.span.end - start));
    }
    Some(Read { found, crisis: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::small;
    use crate::diagnostic::Severity::{Advice, Error, Warning};

    fn journal(text: &str) -> Journal {
        small::journal("", [("requests/a.md", text)])
    }

    fn letter(message: &str) -> Journal {
        journal(&format!("---\nkind: ask-learning\nto: Ann\nchannel: email\n---\n\n{message}\n"))
    }

    #[test]
    fn a_length_is_counted_as_people_count() {
        for (message, count, limit, chinese) in [
            ("Hi Ann,\n\none two three four", "4", "200", false),
            ("雅婷經理您好，\n\n我想請教一件事，就是報表的第三層", "15", "320", true),
        ] {
            let journal = letter(message);
            let counted = counted(&journal.requests[0], &journal).expect("a message");
            assert_eq!((counted.count.as_str(), counted.limit.as_deref(), counted.chinese), (count, Some(limit), chinese));
        }
        let inbound = journal("---\nkind: inbound\nto: Ann\n---\n\none two\n");
        assert!(counted(&inbound.requests[0], &inbound).is_none(), "what others wrote is not measured");
    }

    #[test]
    fn a_finding_stands_at_its_words_with_its_weight() {
        let quoted = format!("Hi Ann,\n\nAre you there?\n\n> {}", "You wrote this before. ".repeat(5));
        let subject = |length: usize| format!("channel: inmail\nsubject: {}", "x".repeat(length));
        let in_mail = subject(201).replace("inmail", "email");
        let note = |length: usize| format!("Hi Ann,\n\n{}", "x".repeat(length - "Hi Ann,\n\n".len()));
        let words = |length: usize| note(length)["Hi Ann,\n\n".len()..].to_owned();
        for (front, message, rule, expected) in [
            (
                "channel: email",
                "Hi Ann,\n\nNow? WHICH OF THE TWO WOULD YOU TAKE?",
                "shouting",
                Some((Advice, "WHICH OF THE TWO WOULD YOU TAKE?")),
            ),
            ("channel: email", "Hi Ann,\n\nThat helped. Please plan my week.", "burden-shift", Some((Warning, "Please plan my week"))),
            ("channel: email", "Hi Ann,\n\nWhich one? Please answer ASAP.", "urgency-pressure", Some((Warning, "ASAP."))),
            ("channel: line", "Hi Ann,\n\n  \n\nAre you there?\n", "hello-only", Some((Error, "Hi Ann,\n\n  \n\nAre you there?"))),
            ("channel: line\nfollows: b", "Hi Ann,\n\nAre you there?", "hello-only", Some((Warning, "Hi Ann,\n\nAre you there?"))),
            ("channel: line", "\u{3000}Are you there?", "hello-only", Some((Error, "Are you there?"))),
            ("channel: line", &quoted, "hello-only", None),
            (&subject(200), "Which one?", "channel-limit", None),
            (&subject(201), "Which one?", "channel-limit", Some((Error, &*"x".repeat(201)))),
            (&in_mail, "Which one?", "channel-limit", None),
            ("channel: linkedin-note", &note(200), "channel-limit", None),
            ("channel: linkedin-note", &note(201), "channel-limit", Some((Warning, &words(201)))),
            ("channel: linkedin-note", &note(300), "channel-limit", Some((Warning, &words(300)))),
            ("channel: linkedin-note", &note(301), "channel-limit", Some((Error, &words(301)))),
            ("channel: x", &note(280), "channel-limit", None),
            ("channel: x", &note(281), "channel-limit", Some((Error, &words(281)))),
            ("channel: email", &note(301), "channel-limit", None),
            ("channel: email", "\u{3000}各位前輩好，請問要先學哪一個？", "mass-recipient", Some((Warning, "各位前輩"))),
            ("to: ann@example.org", "Which one?", "mass-recipient", None),
            ("to: \"@ann.lee; @ben.ho\"", "Which one?", "mass-recipient", None),
            ("to: ann@example.org; ben@example.org", "Which one?", "mass-recipient", Some((Warning, "ann@example.org; ben@example.org"))),
        ] {
            let to = if front.starts_with("to:") { "" } else { "to: Ann\n" };
            let journal = journal(&format!("---\nkind: ask-learning\n{to}{front}\n---\n\n{message}\n"));
            let request = &journal.requests[0];
            let found = read(request, &journal, &Names::default(), Wanted::ALL).expect("a message").found;
            let told = found.iter().find(|found| found.rule == rule);
            let told = told.map(|found| (found.severity, &request.document.text[found.span.range()]));
            assert_eq!(told, expected, "{rule}: {front}, {message}");
        }
    }
}
