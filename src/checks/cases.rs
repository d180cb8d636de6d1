//! What is told of small journals: what the moment, the settings, `allow`, words of crisis and the question make of what the rules find.

use super::report::check_letters_again;
use super::small::journal;
use super::*;
use crate::insight::Insight;

/// Shouts (advice), hurries (a warning), and holds a blank to fill in (an error).
const CARELESS: &str = "Hi Ann,\n\nYour talk changed my plan!! Please answer me ASAP. [Your name]";
const QUIET: &str = "Hi Ann,\n\nYour talk changed my plan.";
const CRISIS: &str = "Hi Ann,\n\nI want to kill myself!!";
const SENT: &str = "sent: 2026-04-08T10:00";
const PUT_AWAY: &str = "closed: 2026-04-08\nclose_reason: withdrawn";
/// A fault of facts, which is an error whatever the moment.
const TOO_EARLY: &str = "sent: 2026-04-08T10:00\nreplied: 2026-04-07T10:00";
/// A fault of the format that is an error, and one that is a warning.
const MALFORMED: &str = "closed: {at: 2026-04-08}\nmood: fine";

fn entry(more: &str, message: &str) -> String {
    format!("---\nkind: thanks\nto: Ann\nchannel: email\nsubject: Your talk on plans\n{more}\n---\n\n{message}\n")
}

/// `a shouting Advice; …`, in order.
fn told(report: &Report) -> String {
    let name = |path: &str| path.trim_start_matches("requests/").trim_start_matches("templates/").trim_end_matches(".md").to_owned();
    let all = report.diagnostics.iter().map(|found| format!("{} {} {:?}", name(&found.path), found.rule, found.severity));
    all.collect::<Vec<_>>().join("; ")
}

/// What `run` tells of entries `a`, `b` and `c`, and of a template.
fn of(settings: &str, entries: &[String], run: impl Fn(&Journal, &Insight<'_>) -> Report) -> String {
    let paths = ["requests/a.md", "requests/b.md", "requests/c.md", "templates/t.md"];
    let journal = journal(settings, paths.into_iter().zip(entries.iter().map(String::as_str)));
    told(&run(&journal, &Insight::of(&journal)))
}

fn sending(journal: &Journal, insight: &Insight<'_>) -> Report {
    check_sending(journal, insight, journal.checked_requests().find(|request| request.path() == "requests/a.md").expect("read"))
}

#[test]
fn a_finding_weighs_by_its_moment() {
    const WEIGHED: &str = "a shouting Advice; a urgency-pressure Warning; a unfilled-placeholder Error";
    const DRAFT: &str = "a shouting Advice; a urgency-pressure Warning; a unfilled-placeholder Warning";
    const PAST: &str = "a shouting Advice; a urgency-pressure Advice; a unfilled-placeholder Advice";
    for (more, facts, lying) in [
        ("", "", DRAFT),
        (SENT, "", PAST),
        (TOO_EARLY, "a reply-before-sent Error; ", PAST),
        (PUT_AWAY, "", ""),
        (MALFORMED, "a wrong-type Error; a unknown-key Warning; ", DRAFT),
    ] {
        let entries = [entry(more, CARELESS), entry("", QUIET)];
        assert_eq!(of("timezone: Asia/Taipei\n", &entries, check), format!("{facts}{lying}"), "{more}");
        assert_eq!(of("timezone: Asia/Taipei\n", &entries, sending), format!("{facts}{WEIGHED}"), "{more}, at its sending");
    }
    assert_eq!(of("timezone: Asia/Taipei\n", &[entry("", QUIET), entry("", CARELESS)], sending), "", "of one letter only");
}

#[test]
fn the_settings_weigh_anew_what_is_no_error_of_the_format() {
    for (rules, more, expected) in [
        ("shouting: off", SENT, "a urgency-pressure Advice; a unfilled-placeholder Advice"),
        ("shouting: error", "", "a shouting Warning; a urgency-pressure Warning; a unfilled-placeholder Warning"),
        (
            "reply-before-sent: advice",
            TOO_EARLY,
            "a reply-before-sent Advice; a shouting Advice; a urgency-pressure Advice; a unfilled-placeholder Advice",
        ),
        (
            "wrong-type: off, unknown-key: off",
            MALFORMED,
            "a wrong-type Error; a shouting Advice; a urgency-pressure Warning; a unfilled-placeholder Warning",
        ),
    ] {
        let settings = format!("timezone: Asia/Taipei\nchecks: {{{rules}}}\n");
        assert_eq!(of(&settings, &[entry(more, CARELESS)], check), expected, "{rules}");
    }
}

#[test]
fn an_entry_allows_what_it_names() {
    let allow = |rules: &str, more: &str, message: &str| entry(&format!("{more}\nallow: {{{rules}}}"), message);
    let settings = "timezone: Asia/Taipei\n";
    for (what, entries, expected) in [
        ("one rule", vec![allow("shouting: so be it", SENT, CARELESS)], "a urgency-pressure Advice; a unfilled-placeholder Advice"),
        (
            "of this entry",
            vec![allow("shouting: so be it", SENT, "Hi Ann,\n\nThanks!!"), entry(SENT, "Hi Ann,\n\nIt works!!")],
            "b shouting Advice",
        ),
        ("nothing", vec![allow("shouting: so be it", SENT, QUIET)], "a unused-allow Advice"),
        (
            "what another allows",
            vec![allow("shouting: yes it is", "", QUIET), allow("shouting: so be it", SENT, "Hi Ann,\n\nThanks!!")],
            "a unused-allow Advice",
        ),
        ("one of two", vec![allow("shouting: so be it, too-long: it is", SENT, "Hi Ann,\n\nThanks!!")], "a unused-allow Advice"),
        ("what only git could tell", vec![allow("site-tracked: so be it", SENT, QUIET)], ""),
        ("no error of the format", vec![allow("wrong-type: so be it, unknown-key: so be it", MALFORMED, QUIET)], "a wrong-type Error"),
        ("a fault of facts", vec![allow("reply-before-sent: so be it", TOO_EARLY, QUIET)], ""),
        ("where nothing is told", vec![allow("shouting: so be it", TOO_EARLY, CRISIS)], "a reply-before-sent Error"),
    ] {
        assert_eq!(of(settings, &entries, check), expected, "{what}");
    }
    let unused = [allow("shouting: so be it", SENT, QUIET)];
    for (rules, expected) in [(vec![], true), (vec!["shouting"], false), (vec!["unused-allow"], true), (vec!["too-long"], false)] {
        let rules: Vec<String> = rules.into_iter().map(str::to_owned).collect();
        let told = of(settings, &unused, |journal, insight| check_with(journal, insight, None, &rules));
        assert_eq!(told, if expected { "a unused-allow Advice" } else { "" }, "{rules:?}");
    }
}

#[test]
fn words_of_crisis_leave_errors_of_fact() {
    let settings = "timezone: Asia/Taipei\n";
    let entries = [entry("mood: fine", CRISIS), entry(TOO_EARLY, CRISIS), entry(PUT_AWAY, CRISIS)];
    assert_eq!(of(settings, &entries, check), "b reply-before-sent Error");
    let journal = journal(settings, [("requests/a.md", &*entries[0]), ("requests/b.md", &entries[1])]);
    let report = check(&journal, &Insight::of(&journal));
    assert_eq!(report.notices, ["requests/a.md", "requests/b.md"]);
    assert_eq!(report.only(|path| path.ends_with("b.md"), |_| true).notices, ["requests/b.md"]);
}

#[test]
fn a_question_is_answered_with_its_part() {
    let settings = "timezone: Asia/Taipei\n";
    let silent = entry(
        "template: t\nsent: 2026-03-02T10:00\nclosed: 2026-04-10\nclose_reason: no-reply",
        "Hi Ann,\n\nWhich one would you take? No rush.",
    );
    let template = "---\ntitle: T\nversion: 1\nkind: ask-learning\nvariables: {x: {sample: y}}\n---\n\nI keep a report!! Which one would you take? No rush.\n".to_owned();
    let entries =
        [entry(TOO_EARLY, CARELESS), entry("mood: fine", "Hi Ann,\n\nThanks!!"), silent.replace("thanks", "ask-learning"), template];
    let with = |rules: &[&str]| {
        let rules: Vec<String> = rules.iter().map(|rule| (*rule).to_owned()).collect();
        of(settings, &entries, |journal, insight| check_with(journal, insight, None, &rules))
    };
    let ask = |run: &dyn Fn(&Journal, &Insight<'_>) -> Report| of(settings, &entries, run);
    let a = "a shouting Advice; a urgency-pressure Advice; a unfilled-placeholder Advice";
    let (b, c) = ("b unknown-key Warning; b shouting Advice", "c no-background Advice");
    let t = "t unused-variable Warning; t shouting Advice; t no-background Warning";
    let all = format!("a reply-before-sent Error; {a}; {b}; c silence-without-next Advice; {c}; {t}");
    for (rules, expected) in [
        (vec![], &*all),
        (vec!["shouting", "reply-before-sent"], "a reply-before-sent Error; a shouting Advice; b shouting Advice; t shouting Advice"),
        (vec!["unknown-key"], "b unknown-key Warning"),
        (vec!["unused-variable"], "t unused-variable Warning"),
    ] {
        assert_eq!(with(&rules), expected, "{rules:?}");
    }
    assert_eq!(ask(&|journal, insight| check_again(journal, insight, None, &mut Remembered::default())), all);
    let letters = ask(&|journal, insight| check_letters_again(journal, insight, &mut Remembered::default()));
    assert_eq!(letters, format!("{a}; {b}; {c}"), "facts and templates are not asked for");
    let letters = |path: &'static str| ask(&move |journal, insight| check_letters(journal, insight, &|read| read == path));
    assert_eq!(letters("requests/a.md"), format!("{a}; b unknown-key Warning"));
    assert_eq!(letters("templates/t.md"), "b unknown-key Warning");
    for (group, expected) in [(Group::TooVague, "b unknown-key Warning; c no-background Advice"), (Group::Tone, "b unknown-key Warning")] {
        assert_eq!(ask(&move |journal, insight| check_sent(journal, insight, |wanted| wanted == group)), expected);
    }
    let one = |path: &'static str| ask(&move |journal, insight| check_one(journal, insight, path, &mut Remembered::default()));
    for (path, expected) in [("requests/b.md", b), ("requests/c.md", c), ("templates/t.md", t)] {
        assert_eq!(one(path), expected, "{path}");
    }
    let journal = journal(settings, [("requests/a.md", &*entries[0]), ("requests/b.md", &entries[1])]);
    let report = check(&journal, &Insight::of(&journal));
    assert_eq!([Severity::Error, Severity::Warning, Severity::Advice].map(|severity| report.count(severity)), [1, 1, 4]);
    assert_eq!(told(&report.only(|path| path.ends_with("b.md"), |rule| rule == "shouting")), "b shouting Advice");
}
