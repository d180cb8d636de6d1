//! Template: is it one that a letter can be made of? Each is rendered with its samples, with and without
//! the optional ones, and the letter goes through the message rules.

mod sheet;

use self::sheet::{Rendered, Sheet};
use super::message::{self, Letter, Names, Where};
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
    let mut found = message::findings(&letter, sheet.template.path(), |place| match place {
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
