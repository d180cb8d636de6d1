//! The command line itself in another language, for those who read it instead of us: shells, manual pages.

use clap::{Arg, ArgAction, Command};

use super::page::told;
use super::words::{long_key, translate};
use crate::labels::Labels;

/// The command with its texts in the language of the labels.
pub(in crate::cli) fn translated(command: Command, labels: Labels) -> Command {
    below(command, &[], labels)
}

fn below(command: Command, path: &[String], labels: Labels) -> Command {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let long = command.get_long_about().map(|_| {
        let key = long_key(&about);
        let said = translate(&key, labels);
        format!("{}\n\n{said}", translate(&about, labels))
    });
    let mut command = command.about(translate(&about, labels));
    if let Some(long) = long.filter(|long| !long.ends_with('…')) {
        command = command.long_about(long);
    }
    let command = command.mut_args(|arg| {
        let (told, takes) = (told(&arg, labels), arg.get_action().takes_values());
        arg.help(told).hide_possible_values(takes).hide_default_value(takes)
    });
    let command = match path.is_empty() {
        true => own(command, 'V', "version", ArgAction::Version, labels).disable_version_flag(true),
        false => command,
    };
    let command = own(command, 'h', "help", ArgAction::Help, labels).disable_help_flag(true);
    let path = path.to_vec();
    command.mut_subcommands(move |command| {
        let path: Vec<String> = path.iter().cloned().chain([command.get_name().to_owned()]).collect();
        below(command, &path, labels)
    })
}

/// With the flag that clap would add with English words.
fn own(command: Command, short: char, long: &'static str, action: ArgAction, labels: Labels) -> Command {
    let help = labels.word("usage", long);
    command.arg(Arg::new(long).short(short).long(long).action(action).help(help))
}
