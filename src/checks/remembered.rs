//! What the message rules found before: a message that did not change is not read anew.

use std::sync::Arc;

use super::message::{self, Names, Read, Wanted};
use crate::journal::{Document, Journal, Lasting, Recipient, Request};
use crate::parallel;
use crate::text::quick::{QuickMap, QuickSet};

/// What was read of the messages of a journal, so that the next check reads only those that changed.
#[derive(Default)]
pub(crate) struct Remembered {
    settings: String,
    names: Option<Arc<Names>>,
    /// The requests whose recipients they are.
    named: Vec<Arc<Lasting>>,
    /// Tokens of names that belong to others than when the messages were read.
    renamed: Vec<String>,
    read: QuickMap<String, Known>,
    forgets: bool,
}

/// A message that was read: its file, and what was found.
struct Known {
    document: Arc<Document>,
    read: Option<Read>,
}

impl Remembered {
    /// For one check: nothing is kept.
    pub(super) fn nothing() -> Remembered {
        Remembered { forgets: true, ..Remembered::default() }
    }

    /// The names alone, for checking one file of the same journal: nothing is kept.
    #[cfg_attr(not(feature = "lsp"), allow(dead_code))]
    pub(crate) fn names_alone(&self) -> Remembered {
        Remembered { names: self.names.clone(), ..Remembered::nothing() }
    }

    /// The names of some recipients alone.
    #[cfg_attr(not(feature = "lsp"), allow(dead_code))]
    pub(crate) fn of_recipients<'a>(recipients: impl Iterator<Item = &'a Recipient>) -> Remembered {
        Remembered { names: Some(Arc::new(Names::of_recipients(recipients))), ..Remembered::nothing() }
    }

    /// Learns the journal's names and settings as they are now.
    pub(super) fn renew(&mut self, journal: &Journal) {
        let settings = &journal.settings.document.text;
        let named: Vec<Arc<Lasting>> = journal.checked_requests().map(|request| Arc::clone(&request.lasting)).collect();
        let is_same = |(now, before): (&Arc<Lasting>, &Arc<Lasting>)| Arc::ptr_eq(now, before) || now.to == before.to;
        let are_same = named.len() == self.named.len() && named.iter().zip(&self.named).all(is_same);
        // What a message says of itself hangs on its file, the settings and the names of the journal, and on nothing else.
        match &self.names {
            Some(_) if self.settings == *settings && are_same => {}
            Some(before) if self.settings == *settings => {
                let names = Names::of(journal);
                self.renamed = names.other_tokens(before);
                self.names = Some(Arc::new(names));
            }
            _ => {
                self.read.clear();
                self.names = Some(Arc::new(Names::of(journal)));
            }
        }
        self.settings.clone_from(settings);
        self.named = named;
    }

    /// The names of the journal's persons.
    pub(super) fn names(&mut self, journal: &Journal) -> &Names {
        self.names.get_or_insert_with(|| Arc::new(Names::of(journal)))
    }

    /// Gives `take` what the wanted rules say of the messages of these requests; nothing of those without one. What is kept is what
    /// all rules say.
    pub(super) fn read<'a>(
        &mut self,
        journal: &'a Journal,
        requests: Vec<&'a Request>,
        wanted: Wanted,
        mut take: impl FnMut(&'a str, Read),
    ) {
        let wanted = if self.forgets { wanted } else { Wanted::ALL };
        self.names(journal);
        let Some(names) = self.names.clone() else { return };
        let again = |request: &Request| -> Option<Option<Read>> {
            let known = self.read.get(request.path())?;
            let is_same = Arc::ptr_eq(&known.document, &request.document) || known.document.text == request.document.text;
            let text = if self.renamed.is_empty() { String::new() } else { request.message().to_lowercase() };
            (is_same && !self.renamed.iter().any(|token| text.contains(token))).then(|| known.read.clone())
        };
        let read = |request: &'a Request| {
            let again = again(request);
            (request, again.is_some(), again.unwrap_or_else(|| message::read(request, journal, &names, wanted)))
        };
        let (mut new, mut stay) = (Vec::new(), QuickSet::default());
        for (request, is_known, read) in parallel::map_by_turns(requests, read) {
            match self.forgets {
                true => {}
                false if is_known => drop(stay.insert(request.path())),
                false => {
                    let document = Arc::clone(&request.document);
                    new.push((request.path().to_owned(), Known { document, read: read.clone() }));
                }
            }
            if let Some(read) = read {
                take(request.path(), read);
            }
        }
        if !self.forgets {
            self.learn(new, &stay);
        }
    }

    /// Keeps what was read: all that was known already stays, and what is there no more goes.
    fn learn(&mut self, new: Vec<(String, Known)>, stay: &QuickSet<&str>) {
        self.read.retain(|path, _| stay.contains(path.as_str()));
        self.read.extend(new);
        self.renamed.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::small;

    const GREETS_PRIYA: &str = "Hi Priya,\n\nYour talk changed my plan.";

    fn letter(to: &str, message: &str) -> String {
        format!("---\nkind: thanks\nto: {to}\nchannel: email\nsubject: Your talk on plans\n---\n\n{message}\n")
    }

    fn journal(settings: &str, letters: &[&str]) -> Journal {
        let paths = ["requests/a.md", "requests/b.md", "requests/c.md"];
        small::journal(settings, paths.into_iter().zip(letters.iter().copied()))
    }

    /// What is told of each letter when it is read again, and how many messages are known before and after.
    fn told(memory: &mut Remembered, journal: &Journal) -> (usize, Vec<Vec<&'static str>>, usize) {
        memory.renew(journal);
        let (before, mut told) = (memory.read.len(), Vec::new());
        memory.read(journal, journal.requests.iter().collect(), Wanted::ALL, |_, read| {
            told.push(read.found.iter().map(|found| found.rule).collect())
        });
        (before, told, memory.read.len())
    }

    #[test]
    fn what_changed_is_read_again() {
        let (ann, ben) = (letter("Ann", GREETS_PRIYA), letter("Ben", "Hi Ben,\n\nYour talk changed my plan!!"));
        let quiet = letter("Ben", "Hi Ben,\n\nYour talk changed my plan.");
        let priya = letter("Priya", GREETS_PRIYA);
        let (shouts, wrong, none): (Vec<_>, Vec<_>, Vec<_>) = (vec!["shouting"], vec!["wrong-recipient"], vec![]);
        let mut memory = Remembered::default();
        for (what, settings, letters, known, expected) in [
            ("all is new", "", vec![&*ann, &ben], 0, vec![none.clone(), shouts.clone()]),
            ("nothing changed", "", vec![&*ann, &ben], 2, vec![none.clone(), shouts.clone()]),
            ("a name came", "", vec![&*ann, &ben, &priya], 2, vec![wrong.clone(), shouts.clone(), none.clone()]),
            ("a text changed", "", vec![&*ann, &quiet, &priya], 3, vec![wrong.clone(), none.clone(), none.clone()]),
            ("a name went", "", vec![&*ann, &quiet], 3, vec![none.clone(), none.clone()]),
            ("the settings changed", "channels: {email: {label: Post}}\n", vec![&*ann, &ben], 0, vec![none.clone(), shouts.clone()]),
        ] {
            let number = letters.len();
            assert_eq!(told(&mut memory, &journal(settings, &letters)), (known, expected, number), "{what}");
        }
    }

    #[test]
    fn names_alone_know_the_whole_journal() {
        let (ann, priya) = (letter("Ann", GREETS_PRIYA), letter("Priya", GREETS_PRIYA));
        let (all, one) = (journal("", &[&*ann, &priya]), journal("", &[&*ann]));
        let mut memory = Remembered::default();
        told(&mut memory, &all);
        let of_recipients = Remembered::of_recipients(all.requests.iter().filter_map(|request| request.to.as_ref()));
        for (mut memory, expected) in
            [(memory.names_alone(), vec!["wrong-recipient"]), (of_recipients, vec!["wrong-recipient"]), (Remembered::nothing(), vec![])]
        {
            let mut rules: Vec<&str> = Vec::new();
            memory
                .read(&one, one.requests.iter().collect(), Wanted::ALL, |_, read| rules.extend(read.found.iter().map(|found| found.rule)));
            assert_eq!(rules, expected);
            assert!(memory.read.is_empty(), "nothing is kept");
        }
    }
}
