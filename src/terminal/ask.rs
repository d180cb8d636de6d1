//! Prompts. Every one has a flag that answers it without a terminal.

use std::io::IsTerminal;

use inquire::validator::Validation;
use inquire::{Confirm, InquireError, Select, Text as TextPrompt};

use crate::error::{Error, Result};
use crate::labels::{Labels, text};

/// Whether somebody can answer: input and error are terminals.
pub(crate) fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks for a line; an empty answer is `None`.
///
/// # Errors
/// When the person leaves with Ctrl-C or Esc.
pub(crate) fn ask_text(question: &str, hint: Option<&str>, required: bool, labels: &Labels) -> Result<Option<String>> {
    let needed = text!("ask.needed").say(labels);
    let mut prompt = TextPrompt::new(question);
    if let Some(hint) = hint {
        prompt = prompt.with_placeholder(hint);
    }
    if required {
        prompt = prompt.with_validator(move |answer: &str| {
            Ok(if answer.trim().is_empty() { Validation::Invalid(needed.clone().into()) } else { Validation::Valid })
        });
    }
    let answer = prompt.prompt().map_err(|error| left(&error))?;
    Ok((!answer.trim().is_empty()).then(|| answer.trim().to_owned()))
}

/// Asks for one of several; gives its number.
///
/// # Errors
/// As [`ask_text`].
pub(crate) fn ask_choice(question: &str, choices: &[String]) -> Result<usize> {
    Select::new(question, choices.to_vec()).with_page_size(14).raw_prompt().map(|choice| choice.index).map_err(|error| left(&error))
}

/// Asks yes or no.
///
/// # Errors
/// As [`ask_text`].
pub(crate) fn ask_yes(question: &str, usual: bool) -> Result<bool> {
    Confirm::new(question).with_default(usual).prompt().map_err(|error| left(&error))
}

fn left(error: &InquireError) -> Error {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => Error::new(text!("ask.left")),
        other => Error::new(text!("ask.failed", cause = other)),
    }
}
