//! What every command takes.

use std::path::PathBuf;

use crate::labels::Lang;
use crate::terminal::ColorChoice;

/// What every command takes.
#[derive(Clone, clap::Args)]
pub(super) struct Globals {
    /// The journal's folder, or one inside it (else $ASKLOG_JOURNAL).
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(super) dir: Option<PathBuf>,
    /// The time to compute for, instead of the clock's (else $ASKLOG_NOW).
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true, global = true)]
    pub(super) now: Option<String>,
    /// The language of messages: zh-TW or en.
    #[arg(long, value_name = "LANG", global = true, value_parser = parse_lang)]
    pub(super) lang: Option<Lang>,
    /// When to use colour.
    #[arg(long, value_enum, global = true, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
    /// No remarks, only errors and data.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
}

impl Globals {
    /// The folder that `-C`, else a set and not empty `ASKLOG_JOURNAL` names.
    pub(super) fn dir(&self) -> Option<PathBuf> {
        self.dir.clone().or_else(|| std::env::var_os("ASKLOG_JOURNAL").filter(|value| !value.is_empty()).map(PathBuf::from))
    }

    /// The WHEN of `--now`, else of a set and not empty `ASKLOG_NOW`.
    pub(super) fn now(&self) -> Option<String> {
        self.now.clone().or_else(|| std::env::var("ASKLOG_NOW").ok().filter(|value| !value.is_empty()))
    }
}

/// The form of data on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people.
    Table,
    /// One JSON document.
    Json,
}

fn parse_lang(tag: &str) -> Result<Lang, String> {
    Lang::of_tag(tag).ok_or_else(|| "zh-TW, en".to_owned())
}
