//! asklog.yaml: every setting has a default; an empty file is a valid journal.

use std::collections::BTreeMap;

use super::document::{Document, Split};
use super::format;
use super::settings_keys::read_keys;
use super::threshold::Threshold;
use super::words::{CHANNELS, Privacy, SaveMode};
use crate::calendar::{BusinessDays, Date, Zone};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::labels::{Lang, text};
use crate::yaml;

/// When a follow-up is due after silence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum After {
    /// Seven business days, until the journal's own replies tell better.
    Auto,
    /// So many business days.
    BusinessDays(u32),
}

/// The follow-up settings; all but `after` in days or messages.
#[derive(Clone, Debug)]
pub(crate) struct FollowUp {
    /// When the first follow-up is due.
    pub(crate) after: After,
    /// Nudges to a stranger.
    pub(crate) cold: u32,
    /// Nudges to someone known well.
    pub(crate) warm: u32,
    /// Civil days after which a letter has matured.
    pub(crate) window: u32,
    /// Civil days after which no follow-up comes any more.
    pub(crate) give_up: u32,
    /// Business days until thanks are due.
    pub(crate) thanks: u32,
    /// Civil days until a report back is due.
    pub(crate) report_back: u32,
    /// Civil days after which a draft is stale.
    pub(crate) draft: u32,
}

impl Default for FollowUp {
    fn default() -> FollowUp {
        FollowUp { after: After::Auto, cold: 1, warm: 2, window: 14, give_up: 30, thanks: 1, report_back: 21, draft: 7 }
    }
}

/// The weekly goal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Goal {
    /// Letters a week.
    pub(crate) requests_per_week: Option<u32>,
    /// For so many weeks.
    pub(crate) weeks: Option<u32>,
    /// From this day.
    pub(crate) start: Option<Date>,
}

/// What the settings say of one rule.
#[derive(Clone, Debug)]
pub(crate) struct RuleSetting {
    /// `Some(None)` is off.
    pub(crate) severity: Option<Option<Severity>>,
    /// Its thresholds, by name.
    pub(crate) thresholds: BTreeMap<String, Threshold>,
    /// Where the rule's name stands.
    pub(crate) span: Span,
}

/// The journal's settings.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The journal's title.
    pub(crate) title: Option<String>,
    /// `{{ your_name }}`.
    pub(crate) name: Option<String>,
    /// Words about the writer, by variable name.
    pub(crate) me: BTreeMap<String, String>,
    /// The writer's own addresses.
    pub(crate) addresses: Vec<String>,
    /// The interface's language.
    pub(crate) lang: Lang,
    /// The journal's zone.
    pub(crate) zone: Zone,
    /// The weekly goal.
    pub(crate) goal: Goal,
    /// Follow-ups and their limits.
    pub(crate) follow_up: FollowUp,
    /// Holidays and worked weekend days.
    pub(crate) business: BusinessDays,
    /// Channels besides the known ones, with the limit of each in characters.
    pub(crate) channels: BTreeMap<String, Option<u32>>,
    /// Keys of the user's own that are not told as unknown.
    pub(crate) fields: Vec<String>,
    /// Severities and thresholds by rule.
    pub(crate) checks: BTreeMap<String, RuleSetting>,
    /// Shown instead of findings on words of crisis.
    pub(crate) help_line: Option<String>,
    /// When `save` commits.
    pub(crate) save: SaveMode,
    /// What `build` shows unless told.
    pub(crate) privacy: Privacy,
    /// Organisations that need no mask.
    pub(crate) not_secret: Vec<String>,
    /// The file.
    pub(crate) document: Document,
    /// True when a part of the file could not be read and took its default.
    pub(crate) is_partial: bool,
}

impl Settings {
    /// Every channel that is known: the format's, then the journal's own.
    pub(crate) fn known_channels(&self) -> impl Iterator<Item = &str> {
        CHANNELS.iter().copied().chain(self.channels.keys().map(String::as_str))
    }

    /// Reads the settings; what cannot be read takes its default and is told.
    pub(crate) fn read(path: &str, bytes: &[u8]) -> (Settings, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let source = match std::str::from_utf8(bytes) {
            Ok(source) => source.to_owned(),
            Err(error) => {
                let (diagnostic, source) = format::not_utf8(path, bytes, error.valid_up_to());
                diagnostics.push(diagnostic);
                source
            }
        };
        let skip = if source.starts_with('\u{feff}') { 3 } else { 0 };
        let front = if source.len() < bytes.len() {
            // What stands before the bad byte is there to be shown.
            ""
        } else if source.len() > super::FRONT_LIMIT {
            diagnostics.push(format::front_too_large(path, Span::TOP, source.len()));
            ""
        } else {
            &source[skip..]
        };
        let conflict = format::conflict(path, if front.is_empty() { "" } else { &source });
        let parsed = yaml::read(if conflict.is_some() { "" } else { front }, skip);
        diagnostics.extend(conflict);
        diagnostics.extend(parsed.faults.iter().map(|fault| settings_fault(path, fault)));
        let parts = Split { front: Span { start: skip, end: source.len() }, body_start: source.len() };
        let document = Document::of(path, source.clone(), parts, parsed.root);
        let mut settings = read_keys(&document, &mut diagnostics);
        settings.is_partial = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        let has_fault = diagnostics.iter().any(|diagnostic| matches!(diagnostic.rule, "invalid-yaml" | "conflict-markers" | "not-utf8"));
        if document.root().get("timezone").is_none() && !has_fault {
            let advice = Diagnostic::new("no-timezone", Severity::Advice, path, Span::TOP, text!("no-timezone.message"));
            diagnostics.push(advice.help(text!("no-timezone.help")));
        }
        settings.document = document;
        (settings, diagnostics)
    }
}

/// The settings have no fence above them: their first line is line 1.
fn settings_fault(path: &str, fault: &yaml::Fault) -> Diagnostic {
    let mut fault = fault.clone();
    if let yaml::Shape::DuplicateKey { first_line, .. } = &mut fault.shape {
        *first_line = first_line.saturating_sub(1);
    }
    format::yaml_fault(path, &fault)
}
