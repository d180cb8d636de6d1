//! Template: is it one that a letter can be made of? Each is rendered with its samples, with and without
//! the optional ones, and the letter goes through the message rules.

mod sheet;

use self::sheet::{Rendered, Sheet};
use super::message::{self, Letter, Names, Wanted, Where};
use super::rule::rules;
use crate::diagnostic::{Diagnostic, Severity};
use crate::journal::{Journal, MessageTemplate};

/// What a rule of this room is given.
type Run = fn(&Sheet<'_>, &mut Vec<Diagnostic>);

rules! { Run;
    template_syntax "template-syntax" Error Template;
    undeclared_variable "undeclared-variable" Error Template;
    unused_variable "unused-variable" Warning Template;
    no_opening "no-opening" Warning Template;
    no_ask_in_template "no-ask-in-template" Warning Template;
    missing_sample "missing-sample" Warning Template;
}

/// Message rules that a template's own rules say better, or that look for what a template may hold.
const NOT_HERE: [&str; 4] = ["no-ask", "opening-not-about-reader", "unfilled-placeholder", "wrong-recipient"];

/// Checks the templates of a journal at the wanted paths.
pub(super) fn check(journal: &Journal, names: &Names, wants: impl Fn(&str) -> bool, found: &mut Vec<Diagnostic>) {
    for template in journal.checked_templates().filter(|template| wants(template.path())) {
        let sheet = Sheet::of(template, journal);
        for rule in RULES {
            let before = found.len();
            (rule.run)(&sheet, found);
            found.iter_mut().skip(before).for_each(|diagnostic| diagnostic.adopt(rule.about.text));
        }
        found.extend(letters(&sheet, names));
    }
}

/// What the message rules find in the letters that a template makes.
pub(super) fn read_letters(template: &MessageTemplate, journal: &Journal, names: &Names) -> Vec<Diagnostic> {
    letters(&Sheet::of(template, journal), names)
}

/// Each rule once, in the first letter that it finds.
fn letters(sheet: &Sheet<'_>, names: &Names) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for rendered in &sheet.rendered {
        let told: Vec<&'static str> = found.iter().map(|diagnostic| diagnostic.rule).collect();
        found.extend(read(sheet, rendered, names).into_iter().filter(|diagnostic| !told.contains(&diagnostic.rule)));
    }
    found
}

/// What the message rules find in a template's letter.
fn read(sheet: &Sheet<'_>, rendered: &Rendered, names: &Names) -> Vec<Diagnostic> {
    let to = sheet.recipient();
    let letter = Letter::of_template(sheet.template, (rendered.subject.as_deref(), &rendered.message), &to, sheet.journal, names);
    if letter.is_empty() {
        return Vec::new();
    }
    let mut found = message::findings(&letter, sheet.template.path(), Wanted::ALL, |place| match place {
        Where::Words(from, to) => sheet.place_of_words(rendered, from..to),
        Where::Key(key) => sheet.template.document.span_of(key),
    });
    found.retain(|diagnostic| !NOT_HERE.contains(&diagnostic.rule));
    // A template is a draft: what no letter could be sent with is a warning here.
    for diagnostic in found.iter_mut().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        diagnostic.severity = Severity::Warning;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::small::journal;

    /// The rules that fire in a template with their weights, each with the words it stands at.
    fn found(front: &str, body: &str) -> Vec<(&'static str, Severity, String)> {
        let template = format!("---\ntitle: A\n{front}\n---\n\n{body}\n");
        let journal = journal("me: {team: data}\n", [("templates/a.md", &*template)]);
        let mut found = Vec::new();
        check(&journal, &Names::of(&journal), |_| true, &mut found);
        let text = &journal.templates[0].document.text;
        found.iter().map(|found| (found.rule, found.severity, text[found.span.range()].to_owned())).collect()
    }

    #[test]
    fn an_opening_is_missed_where_it_is_neither_named_nor_there() {
        for (front, opening, missed) in [
            ("kind: ask-learning", "I keep a report.", true),
            ("kind: nudge", "I keep a report.", true),
            ("kind: thanks", "I keep a report.", false),
            ("kind: ask-learning\nparts: {opening: [1], middle: [2]}", "I keep a report.", false),
            ("kind: ask-learning\nparts: {middle: [1]}", "I keep a report.", true),
            ("kind: ask-learning\nparts: {opening: [], middle: [1]}", "I keep a report.", true),
            ("kind: ask-learning", "Your talk helped me.", false),
            // Whatever comes before the first question opens the letter, and at least two sentences do.
            ("kind: ask-learning", "I keep a report. I sell screws. Your talk helped me.", false),
            ("kind: ask-learning", "I keep a report. I sell screws. Which of your books is it?", true),
        ] {
            let found = found(front, &format!("{opening}\n\nWhich one comes first?"));
            assert_eq!(found.iter().any(|(rule, ..)| *rule == "no-opening"), missed, "{front}, {opening}: {found:?}");
        }
        assert!(found("kind: ask-learning", "").iter().all(|(rule, ..)| *rule != "no-opening"), "nothing is written yet");
    }

    #[test]
    fn each_finding_stands_at_its_words() {
        let (hi, background) = ("Hi {{ recipient }},\n\nYour post changed my plan", "I keep the sales report of a tool factory.");
        for (front, body, expected) in [
            ("kind: ask-learning\nchannel: email\nsubject: Quick question", String::new(), vec![]),
            (
                "kind: ask-learning",
                format!("{hi}. Which part would you fix? No rush."),
                vec![("no-background", Severity::Warning, "Which part would you fix?")],
            ),
            ("kind: nudge", format!("{hi}. Which part would you fix? No rush."), vec![]),
            (
                "kind: ask-learning\nsubject: Data {{ teem }}",
                format!("{hi} for {{{{ team }}}}.\n\n  On {{{{ topic }}}} and {{{{ topic }}}}.\n  Thanks {{{{ topic }}}}!!"),
                vec![
                    ("undeclared-variable", Severity::Error, "topic"),
                    ("undeclared-variable", Severity::Error, "Data {{ teem }}"),
                    ("no-ask-in-template", Severity::Warning, "Thanks {{ topic }}!!"),
                    ("shouting", Severity::Advice, "!!"),
                ],
            ),
            (
                "kind: ask-learning\nsubject: Data {{ a",
                format!("{hi}.\n\n  {{{{ recipient | nope }}}}\n"),
                vec![("template-syntax", Severity::Error, "{{ recipient | nope }}"), ("template-syntax", Severity::Error, "Data {{ a")],
            ),
            (
                "kind: ask-learning\nvariables: {way: {sample: No rush., optional: true}}",
                format!("{hi}!! {background} Which part would you fix? {{{{ way }}}}"),
                vec![("shouting", Severity::Advice, "!!"), ("no-optional-close", Severity::Warning, "Which part would you fix?")],
            ),
            (
                "kind: ask-learning",
                format!("{hi}. {background} Would you be my mentor? No rush."),
                vec![("oversized-first-ask", Severity::Warning, "be my mentor")],
            ),
            ("kind: ask-learning\ntie: warm", format!("{hi}. {background} Would you be my mentor? No rush."), vec![]),
            (
                "kind: ask-learning",
                "{% for a in range(9999) %}A long line, as often as it is asked for. {% endfor %}".to_owned(),
                vec![(
                    "template-syntax",
                    Severity::Error,
                    "{% for a in range(9999) %}A long line, as often as it is asked for. {% endfor %}",
                )],
            ),
            // What no channel takes is an error in a letter.
            (
                "kind: thanks\nchannel: x",
                format!("{hi}. {}", "We met. ".repeat(40)),
                vec![("channel-limit", Severity::Warning, "Your post changed my plan.")],
            ),
            // The samples write to one person, wherever the letter goes out.
            (
                "kind: ask-learning\nchannel: facebook",
                format!("{hi}. {background} Which part would you fix?"),
                vec![("no-optional-close", Severity::Warning, "Which part would you fix?")],
            ),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(rule, weight, words)| (rule, weight, words.to_owned())).collect();
            assert_eq!(found(front, &body), expected, "{front}\n{body}");
        }
    }
}
