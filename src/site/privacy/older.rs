//! What git keeps of older versions: whom they name, and what of them nobody else may see.

use std::collections::HashMap;

use super::entry::Allowed;
use super::library;
use super::view::View;
use crate::checks::MessageRules;
use crate::insight::Insight;
use crate::iterations::{self, Iteration};
use crate::journal::{Journal, MessageTemplate, Recipient, Request, SectionKind};
use crate::markdown::to_text;
use crate::message::mail_of_others;
use crate::parallel;
use crate::versions::Past;

/// The older versions of one entry.
#[derive(Default)]
pub(super) struct Older {
    /// Whom they were to, where it was somebody else.
    pub(super) recipients: Vec<Recipient>,
    /// Their texts that are not shown.
    pub(super) hidden: Vec<String>,
}

/// The older versions of all entries, by path; `allowed` tells what of an entry is shown.
pub(super) fn older<'a>(past: &Past, journal: &'a Journal, allowed: &HashMap<&str, Allowed>) -> HashMap<&'a str, Older> {
    let of = |request: &'a Request| {
        let mut older = Older::default();
        let shows_message = allowed.get(request.path()).is_some_and(|allowed| allowed.message);
        for (_, entry) in past.requests(request, journal) {
            older.hidden.extend(unshown(&entry, shows_message));
            let is_new = |to: &Recipient| request.to.as_ref() != Some(to) && !older.recipients.contains(to);
            let to = entry.to.as_ref().filter(|to| is_new(to)).cloned();
            older.recipients.extend(to);
        }
        (request.path(), older)
    };
    let all = parallel::map(journal.checked_requests().collect(), of).into_iter();
    all.filter(|(_, older)| !older.recipients.is_empty() || !older.hidden.is_empty()).collect()
}

/// The texts of an older version that are not shown: of its message, what stands before anything in doubt is.
fn unshown(entry: &Request, shows_message: bool) -> Vec<String> {
    let text = &entry.document.text;
    let doubt = entry.in_doubt_from().unwrap_or(text.len());
    let mut texts = vec![text[doubt..].to_owned()];
    if shows_message {
        let message = entry.message();
        texts.extend(mail_of_others(message).into_iter().map(|range| message[range].to_owned()));
    } else {
        texts.push(entry.message().to_owned());
    }
    let is_hidden = |kind| matches!(kind, SectionKind::Reply | SectionKind::Notes);
    texts.extend(entry.sections.iter().filter(|section| is_hidden(section.kind)).map(|section| entry.section_text(section).to_owned()));
    texts.retain(|text| !text.trim().is_empty());
    texts
}

impl View {
    /// The iterations of the message of `old`, which is the entry `path` here: each version up to where it is in doubt, masked,
    /// whatever of the newest is public. A version that holds what the view hides elsewhere is left out.
    pub(crate) fn iterations(&self, past: &Past, old: &Request, path: &str, journal: &Journal, rules: &MessageRules<'_>) -> Vec<Iteration> {
        iterations::of_request_as(past, old, journal, rules, |entry| {
            let doubt = entry.in_doubt_from().unwrap_or(usize::MAX).max(entry.message.start);
            let message = entry.document.text[entry.message.start..entry.message.end.min(doubt)].trim_end();
            let message = self.mask.without_mail(message);
            if message.is_empty() || self.passages.find(&message).is_some() {
                return None;
            }
            let mask = |text: &str| self.mask.text(text, self.own.get(path).copied()).text;
            masked_whole(&message, mask)
        })
    }

    /// The iterations of a template, masked.
    pub(crate) fn template_iterations(
        &self,
        past: &Past,
        old: &MessageTemplate,
        insight: &Insight<'_>,
        rules: &MessageRules<'_>,
    ) -> Vec<Iteration> {
        iterations::of_template_as(past, old, insight, rules, |entry| {
            masked_whole(entry.body(), |text| library::outside_tags(text, &self.mask)).map(|_| library::shown(entry, &self.mask))
        })
    }
}

/// A masked text; `None` where marks cut a name in two, so that it is another to a reader: `**Da**na` is Dana.
fn masked_whole(text: &str, mask: impl Fn(&str) -> String) -> Option<String> {
    let masked = mask(text);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    (letters(&to_text(&masked)) == letters(&mask(&to_text(text)))).then_some(masked)
}
