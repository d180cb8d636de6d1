//! The words of the command line in Chinese: what stands beside an option in the code is its English.

use std::sync::OnceLock;

use crate::labels::{Labels, Lang};
use crate::yaml::{Sentences, read_catalogue};

/// The Chinese of a sentence of the help, by its English; a longer text by its first line and `…`.
fn chinese() -> &'static Sentences {
    static READ: OnceLock<Sentences> = OnceLock::new();
    READ.get_or_init(|| read_catalogue(include_str!("../../../templates/labels/help.zh-TW.yaml")))
}

/// The sentence in the language of the labels; the English one where nobody has translated it (a test forbids that).
pub(in crate::cli) fn translate(english: &str, labels: Labels) -> String {
    let translated = match labels.lang {
        Lang::En => None,
        Lang::ZhTw => chinese().get(english),
    };
    translated.map_or(english, |said| said).to_owned()
}

/// The key of a text of several paragraphs.
pub(super) fn long_key(about: &str) -> String {
    format!("{about} …")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Command, CommandFactory};

    use super::{chinese, long_key};

    fn sentences(command: &Command, said: &mut BTreeSet<String>) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        if command.get_long_about().is_some() {
            said.insert(long_key(&about));
        }
        said.insert(about);
        for arg in command.get_arguments() {
            said.extend(arg.get_help().map(ToString::to_string));
            said.extend(arg.get_possible_values().iter().filter_map(|value| value.get_help()).map(ToString::to_string));
        }
        command.get_subcommands().for_each(|below| sentences(below, said));
    }

    #[test]
    fn every_sentence_of_the_help_has_its_chinese_and_no_other() {
        let mut said = BTreeSet::new();
        sentences(&crate::cli::Cli::command(), &mut said);
        let translated: BTreeSet<String> = chinese().keys().map(ToString::to_string).collect();
        let missing: Vec<_> = said.difference(&translated).collect();
        // A build without a face does not say what only that face takes.
        let is_whole = cfg!(all(feature = "serve", feature = "lsp", feature = "xlsx"));
        let stale: Vec<_> = translated.difference(&said).filter(|_| is_whole).collect();
        assert!(
            missing.is_empty() && stale.is_empty(),
            "to translate in templates/labels/help.zh-TW.yaml: {missing:#?}\nnot said any more: {stale:#?}"
        );
    }
}
