//! Prompts. Every one has a flag that answers it without a terminal.

use std::io::IsTerminal;

use inquire::ui::{RenderConfig, Styled};
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
    let canceled = text!("ask.canceled").say(labels);
    let mut prompt = TextPrompt::new(question).with_render_config(look(&canceled));
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
pub(crate) fn ask_choice(question: &str, choices: &[String], labels: &Labels) -> Result<usize> {
    let help = text!("ask.choice").say(labels);
    let canceled = text!("ask.canceled").say(labels);
    Select::new(question, choices.to_vec())
        .with_render_config(look(&canceled))
        .with_help_message(&help)
        .with_page_size(14)
        .raw_prompt()
        .map(|choice| choice.index)
        .map_err(|error| left(&error))
}

/// Asks whether; Enter is no. `y` and `n` answer in every language, the words of the interface's own in it.
///
/// # Errors
/// As [`ask_text`].
pub(crate) fn ask_whether(question: &str, labels: &Labels) -> Result<bool> {
    let (yes, no) = (text!("answer.yes").say(labels), text!("answer.no").say(labels));
    let (wrong, canceled) = (text!("ask.whether", yes = yes, no = no).say(labels), text!("ask.canceled").say(labels));
    let read = |answer: &str| match answer.trim().to_lowercase() {
        answer if answer == yes || answer == "y" || answer == "yes" => Ok(true),
        answer if answer == no || answer == "n" || answer == "no" => Ok(false),
        _ => Err(()),
    };
    let shown = |answer: bool| if answer { yes.clone() } else { no.clone() };
    let prompt = Confirm::new(question).with_render_config(look(&canceled)).with_default(false).with_error_message(&wrong);
    prompt.with_parser(&read).with_formatter(&shown).prompt().map_err(|error| left(&error))
}

/// Asks for a number from 0 to 99; Enter takes the usual one.
///
/// # Errors
/// As [`ask_text`].
pub(crate) fn ask_number(question: &str, usual: u32, labels: &Labels) -> Result<Option<u32>> {
    let wrong = text!("ask.number").say(labels);
    let usual = usual.to_string();
    let is_number = move |answer: &str| {
        let fits = answer.trim().parse::<u32>().is_ok_and(|number| number < 100);
        Ok(if fits { Validation::Valid } else { Validation::Invalid(wrong.clone().into()) })
    };
    let canceled = text!("ask.canceled").say(labels);
    let prompt = TextPrompt::new(question).with_render_config(look(&canceled));
    let answer = prompt.with_default(&usual).with_validator(is_number).prompt().map_err(|error| left(&error))?;
    Ok(answer.trim().parse().ok())
}

/// The usual look, with the word of the interface's language where somebody leaves.
fn look(canceled: &str) -> RenderConfig<'_> {
    RenderConfig::default().with_canceled_prompt_indicator(Styled::new(canceled))
}

fn left(error: &InquireError) -> Error {
    match error {
        InquireError::OperationCanceled | InquireError::OperationInterrupted => Error::new(text!("ask.left")),
        other => Error::new(match other {
            InquireError::IO(error) => text!("ask.failed"; cause => crate::error::cause(error)),
            other => text!("ask.failed"; cause => text!("cause.other", words = other)),
        }),
    }
}
