//! What the message rules say of one text by itself: for the versions of an entry that are no part of the journal now.

use super::{message, template};
use crate::diagnostic::Diagnostic;
use crate::journal::{Journal, MessageTemplate, Request};

/// The message rules over a journal's names and settings.
pub(crate) struct MessageRules<'a> {
    journal: &'a Journal,
    names: message::Names,
}

impl<'a> MessageRules<'a> {
    /// The rules for texts of this journal.
    pub(crate) fn of(journal: &'a Journal) -> MessageRules<'a> {
        MessageRules { journal, names: message::Names::of(journal) }
    }

    /// The rules that fire in a request's message, by name; those that the settings turn off are not told. None on words of crisis.
    pub(crate) fn of_request(&self, request: &Request) -> Vec<&'static str> {
        self.names_of(message::read(request, self.journal, &self.names, message::Wanted::ALL).map(|read| read.found).unwrap_or_default())
    }

    /// The message rules that fire in the letters that a template makes with its samples, by name.
    pub(crate) fn of_template(&self, template: &MessageTemplate) -> Vec<&'static str> {
        self.names_of(template::read_letters(template, self.journal, &self.names))
    }

    fn names_of(&self, found: Vec<Diagnostic>) -> Vec<&'static str> {
        let is_off = |rule: &str| self.journal.settings.checks.get(rule).is_some_and(|setting| setting.severity == Some(None));
        let mut names: Vec<&'static str> = found.into_iter().map(|diagnostic| diagnostic.rule).filter(|rule| !is_off(rule)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::MessageRules;
    use crate::checks::small::journal;

    #[test]
    fn each_rule_is_named_once_and_one_that_is_off_is_not() {
        let message = "Hi Ann,\n\nYour talk changed my plan!!! Please plan my week ASAP! Please find me a job. ASAP!!!";
        let request = format!("---\nkind: thanks\nto: Ann\nchannel: email\nsubject: Your talk on plans\n---\n\n{message}\n");
        let template = format!("---\ntitle: A\nkind: thanks\nchannel: email\n---\n\n{message}\n");
        let quiet = request.replace(message, "Hi Ann,\n\nYour talk changed my plan.");
        for (settings, expected) in [
            ("", vec!["burden-shift", "shouting", "urgency-pressure"]),
            ("checks: {shouting: off}\n", vec!["burden-shift", "urgency-pressure"]),
            ("checks: {shouting: error}\n", vec!["burden-shift", "shouting", "urgency-pressure"]),
        ] {
            let files = [("requests/a.md", &*request), ("requests/b.md", &*quiet), ("templates/a.md", &*template)];
            let journal = journal(settings, files);
            let rules = MessageRules::of(&journal);
            assert_eq!(rules.of_request(&journal.requests[0]), expected, "{settings}");
            assert!(rules.of_request(&journal.requests[1]).is_empty());
            assert_eq!(rules.of_template(&journal.templates[0]), expected, "{settings}");
        }
    }
}
