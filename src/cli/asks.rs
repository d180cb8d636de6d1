//! What `new` asks on a terminal, within the typing budget.

use std::collections::BTreeMap;

use super::open::Open;
use super::scaffold::{self, Source, from_library};
use crate::error::Result;
use crate::journal::{MessageTemplate, Recipient};
use crate::labels::text;
use crate::terminal::{ask_choice, ask_text, is_interactive};

/// Answers that a first letter may cost, and one to a known person.
const ANSWERS_FIRST: usize = 6;
const ANSWERS_KNOWN: usize = 3;

/// What is asked on a terminal, within the budget.
pub(super) struct Asks {
    left: usize,
    used: usize,
    interactive: bool,
}

impl Asks {
    /// Asks only where somebody can answer and `--no-input` is not given.
    pub(super) fn new(no_input: bool) -> Asks {
        Asks { left: ANSWERS_FIRST, used: 0, interactive: !no_input && is_interactive() }
    }

    /// The person is known: fewer answers are left.
    pub(super) fn is_known_person(&mut self) {
        self.left = ANSWERS_KNOWN.saturating_sub(self.used);
    }

    /// Takes one answer from the budget; `false` when nothing may be asked.
    fn may(&mut self) -> bool {
        if !self.interactive || self.left == 0 {
            return false;
        }
        self.left -= 1;
        self.used += 1;
        true
    }

    /// Which template, where the library has some.
    pub(super) fn template(&mut self, open: &Open) -> Result<Option<Source>> {
        let templates = &open.journal.templates;
        if templates.is_empty() || !self.may() {
            return Ok(None);
        }
        let mut choices: Vec<String> = templates.iter().map(|template| format!("{}  {}", template.title, template.id)).collect();
        choices.push(text!("new.no-template").say(&open.labels));
        let choice = ask_choice(&text!("new.ask-template").say(&open.labels), &choices, &open.labels)?;
        Ok(templates.get(choice).map(from_library))
    }

    /// To whom.
    pub(super) fn recipient(&mut self, open: &Open) -> Result<Option<String>> {
        if !self.may() {
            return Ok(None);
        }
        ask_text(&text!("new.ask-recipient").say(&open.labels), None, false, &open.labels)
    }

    /// How the message addresses the person, where it needs that and nobody said.
    pub(super) fn address(
        &mut self,
        open: &Open,
        to: Option<Recipient>,
        template: Option<&MessageTemplate>,
        chinese: bool,
    ) -> Result<Option<Recipient>> {
        let Some(to) = to else { return Ok(None) };
        let needed = match template {
            Some(template) => scaffold::variables(template)?.contains("recipient"),
            None => false,
        };
        if !needed || to.address(chinese).is_some() || !self.may() {
            return Ok(Some(to));
        }
        let name = to.name.clone().unwrap_or_default();
        let call = ask_text(&text!("new.ask-call", name = name).say(&open.labels), None, false, &open.labels)?;
        Ok(Some(Recipient { call, ..to }))
    }

    /// The template's variables that nobody gave, required ones first, while the budget lasts; Enter
    /// leaves one for the editor.
    pub(super) fn variables(
        &mut self,
        open: &Open,
        template: Option<&MessageTemplate>,
        mut given: BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>> {
        let Some(template) = template else {
            return Ok(given);
        };
        let mut open_ones: Vec<_> = template
            .variables
            .iter()
            .filter(|variable| !given.contains_key(&variable.name) && !scaffold::BUILT_IN.contains(&variable.name.as_str()))
            .collect();
        open_ones.sort_by_key(|variable| variable.optional);
        for variable in open_ones {
            if !self.may() {
                break;
            }
            let question = variable.meaning.as_deref().unwrap_or(&variable.name);
            if let Some(answer) = ask_text(&format!("{question}:"), variable.sample.as_deref(), false, &open.labels)? {
                given.insert(variable.name.clone(), answer);
            }
        }
        Ok(given)
    }
}
