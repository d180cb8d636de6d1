//! The thresholds of the message rules, with their defaults (message-patterns.json) and their names in the
//! settings: `checks: {too-long: {email: {zh: 320, en: 200}}, wall-of-text: {limit: 120}}`.

use crate::journal::{CHANNELS, Settings};
use crate::text::script::HAN_PER_WORD;

/// What a threshold counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Latin words + Han characters / 1.6; in the settings a number of units, or 字 and words by language.
    Units,
    /// Things, or characters.
    Count,
}

/// A threshold.
pub(super) struct Limit {
    /// The rule.
    pub(super) rule: &'static str,
    /// Its name in the settings.
    pub(super) name: &'static str,
    /// What it counts.
    pub(super) measure: Measure,
    /// For a Chinese message.
    pub(super) zh: f64,
    /// For an English one.
    pub(super) en: f64,
}

const fn units(rule: &'static str, name: &'static str, units: f64) -> Limit {
    Limit { rule, name, measure: Measure::Units, zh: units, en: units }
}

const fn count(rule: &'static str, name: &'static str, zh: f64, en: f64) -> Limit {
    Limit { rule, name, measure: Measure::Count, zh, en }
}

/// A paragraph that fits one phone screen (150 Han).
pub(super) const WALL: Limit = units("wall-of-text", "limit", 94.0);
/// A vague phrase is all there is in a sentence of at most so much.
pub(super) const VAGUE: Limit = units("vague-ask", "limit", 12.0);
/// What is left of a greeting that says nothing.
pub(super) const HELLO: Limit = units("hello-only", "limit", 3.0);
/// A sentence of background: Han characters, or words.
pub(super) const BACKGROUND: Limit = count("no-background", "limit", 12.0, 8.0);
/// Questions in one message (Boomerang: one to three).
pub(super) const QUESTIONS: Limit = count("too-many-questions", "limit", 3.0, 3.0);
/// Exclamation marks.
pub(super) const EXCLAMATIONS: Limit = count("shouting", "limit", 3.0, 3.0);
/// Superlatives from which praise is told.
pub(super) const FLATTERY: Limit = count("flattery-overload", "limit", 3.0, 3.0);
/// Apologies from which they are told: one or two are convention in Taiwan.
pub(super) const APOLOGIES: Limit = count("over-apology", "limit", 3.0, 2.0);

/// By channel: the length from which a message is long.
pub(super) const LONG: [Limit; 6] = [
    units("too-long", "email", 200.0),
    units("too-long", "inmail", 133.0),
    units("too-long", "linkedin-dm", 133.0),
    units("too-long", "line", 133.0),
    units("too-long", "slack", 133.0),
    units("too-long", "linkedin-note", 50.0),
];

/// By channel: the characters that it takes.
pub(super) const CHANNEL: [Limit; 5] = [
    count("channel-limit", "linkedin-note", 300.0, 300.0),
    count("channel-limit", "inmail", 1900.0, 1900.0),
    count("channel-limit", "linkedin-post", 3000.0, 3000.0),
    count("channel-limit", "x", 280.0, 280.0),
    count("channel-limit", "threads", 500.0, 500.0),
];

const SINGLE: [&Limit; 8] = [&WALL, &VAGUE, &HELLO, &BACKGROUND, &QUESTIONS, &EXCLAMATIONS, &FLATTERY, &APOLOGIES];

/// Rules whose thresholds are named by channel.
const BY_CHANNEL: [&str; 2] = ["too-long", "channel-limit"];

/// The threshold as the settings have it, else its default.
pub(super) fn value(limit: &Limit, settings: &Settings, chinese: bool) -> f64 {
    written(limit.rule, limit.name, limit.measure, settings, chinese).unwrap_or(if chinese { limit.zh } else { limit.en })
}

/// The threshold of a channel: the settings', else the default; `None` where the channel has none.
pub(super) fn of_channel(table: &[Limit], channel: &str, settings: &Settings, chinese: bool) -> Option<f64> {
    let first = table.first()?;
    let known = || table.iter().find(|limit| limit.name == channel).map(|limit| if chinese { limit.zh } else { limit.en });
    written(first.rule, channel, first.measure, settings, chinese).or_else(known)
}

fn written(rule: &str, name: &str, measure: Measure, settings: &Settings, chinese: bool) -> Option<f64> {
    let threshold = settings.checks.get(rule)?.thresholds.get(name)?;
    match measure {
        Measure::Units => threshold.units(chinese),
        Measure::Count => threshold.count(chinese),
    }
}

/// How a rule's threshold is written in the settings, with its default: `{email: {zh: 320, en: 200}}`; `None` for
/// a rule without.
pub(crate) fn example(rule: &str) -> Option<String> {
    let limit = SINGLE.into_iter().chain(&LONG).chain(&CHANNEL).find(|limit| limit.rule == rule)?;
    let han = if limit.measure == Measure::Units { HAN_PER_WORD } else { 1.0 };
    let (zh, en) = ((limit.zh * han).round(), limit.en.round());
    let value = if zh == en { zh.to_string() } else { format!("{{zh: {zh}, en: {en}}}") };
    Some(format!("{{{}: {value}}}", limit.name))
}

/// The names of a rule's thresholds in the settings; empty for a rule without.
pub(crate) fn names_of<'a>(rule: &str, settings: &'a Settings) -> Vec<&'a str> {
    if BY_CHANNEL.contains(&rule) {
        return CHANNELS.iter().copied().chain(settings.channels.keys().map(String::as_str)).collect();
    }
    SINGLE.iter().filter(|limit| limit.rule == rule).map(|limit| limit.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        Settings::read(crate::disk::SETTINGS, text.as_bytes()).0
    }

    #[test]
    fn the_settings_threshold_holds_before_the_default() {
        let settings = settings("checks:\n  too-long: {email: {zh: 160, en: 90}, letter: 80}\n  channel-limit: {x: 140}\n");
        for (channel, chinese, units) in [("email", true, 100.0), ("email", false, 90.0), ("line", false, 133.0), ("line", true, 133.0)] {
            assert_eq!(of_channel(&LONG, channel, &settings, chinese), Some(units), "{channel}");
        }
        assert_eq!(of_channel(&CHANNEL, "x", &settings, true), Some(140.0), "characters are counted as they are");
        assert_eq!(of_channel(&CHANNEL, "threads", &settings, false), Some(500.0));
        assert_eq!(of_channel(&CHANNEL, "email", &settings, false), None);
    }

    #[test]
    fn a_threshold_is_shown_as_it_is_written() {
        for limit in SINGLE.into_iter().chain(&LONG[..1]).chain(&CHANNEL[..1]) {
            let shown = example(limit.rule).expect("a threshold");
            let written = settings(&format!("checks:\n  {}: {shown}\n", limit.rule));
            for chinese in [true, false] {
                let default = if chinese { limit.zh } else { limit.en };
                let read = super::written(limit.rule, limit.name, limit.measure, &written, chinese).expect("read");
                assert!((read - default).abs() < 0.5, "{}: {shown}: {read}, not {default}", limit.rule);
            }
            assert!(names_of(limit.rule, &written).contains(&limit.name), "{}", limit.rule);
        }
        let own = settings("channels:\n  pigeon: {label: Pigeon}\n");
        assert!(names_of("too-long", &own).contains(&"pigeon") && names_of("channel-limit", &own).contains(&"line"));
        assert_eq!(names_of("too-many-questions", &own), [QUESTIONS.name]);
        assert!(example("no-ask").is_none() && names_of("no-ask", &own).is_empty());
    }
}
