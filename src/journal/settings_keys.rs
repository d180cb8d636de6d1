//! The keys of asklog.yaml, each read as what it takes; what cannot be read takes its default and is told.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::fields::Fields;
use super::settings::{After, FollowUp, Goal, RuleSetting, Settings};
use super::threshold::Threshold;
use super::words::{Privacy, SaveMode};
use crate::calendar::{BusinessDays, Date, Zone};
use crate::diagnostic::{Diagnostic, Severity};
use crate::labels::{Lang, text};
use crate::yaml::{Node, Value};

/// The settings that a document says, with what is wrong with its keys.
pub(super) fn read_keys(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Settings {
    let (path, source) = (document.path.as_str(), document.text.as_str());
    // The zone first: dates are read in it.
    let mut top = Fields::new(path, source, document.root(), "", Zone::system());
    let zone = read_zone(&mut top);
    let lang = top.word("lang", &[Lang::ZhTw, Lang::En], Lang::tag).unwrap_or_default();
    let me = read_texts_by_name(&mut top, "me");
    let goal = read_goal(&mut top, path, source, zone);
    let follow_up = read_follow_up(&mut top, path, source, zone);
    let business = BusinessDays { holidays: read_days(&mut top, "holidays", zone), workdays: read_days(&mut top, "workdays", zone) };
    let channels = read_channels(&mut top, path, source, zone);
    let checks = read_checks(&mut top);
    let save = read_save(&mut top, path, source, zone);
    let (privacy, not_secret) = read_site(&mut top, path, source, zone);
    let settings = Settings {
        title: top.line("title"),
        name: top.line("name"),
        me,
        addresses: top.texts("addresses"),
        lang,
        zone,
        goal,
        follow_up,
        business,
        channels,
        fields: top.texts("fields"),
        checks,
        help_line: top.line("help_line"),
        save,
        privacy,
        not_secret,
        document: Document::bare(path, String::new()),
        is_partial: false,
    };
    top.finish(&[]);
    diagnostics.append(&mut top.diagnostics);
    settings
}

fn read_zone(top: &mut Fields<'_>) -> Zone {
    let Some(name) = top.line("timezone") else {
        return Zone::system();
    };
    if let Some(zone) = Zone::named(&name) {
        return zone;
    }
    if let Some(node) = top.node("timezone") {
        let diagnostic = top
            .diagnostic("unknown-value", Severity::Error, node.span, text!("unknown-value.message", key = "timezone", value = name))
            .help(text!("unknown-value.timezone"));
        top.diagnostics.push(diagnostic);
    }
    Zone::system()
}

fn read_texts_by_name(top: &mut Fields<'_>, key: &'static str) -> BTreeMap<String, String> {
    let Some(node) = top.map(key, text!("takes.me")) else {
        return BTreeMap::new();
    };
    let mut texts = BTreeMap::new();
    for entry in node.entries() {
        match entry.value.text() {
            Some(text) => {
                texts.insert(entry.key.clone(), text.to_owned());
            }
            None if entry.value.is_nothing() => {}
            None => {
                top.wrong_type::<()>(key, &entry.value, text!("takes.me"));
            }
        }
    }
    texts
}

fn read_days(top: &mut Fields<'_>, key: &'static str, zone: Zone) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let Some(node) = top.node(key) else {
        return days;
    };
    if !matches!(node.value, Value::List(_)) {
        top.wrong_type::<()>(key, node, text!("takes.days", key = key));
        return days;
    }
    for item in node.items() {
        days.extend(top.moment_of(key, item).map(|moment| moment.day(zone)));
    }
    days
}

/// Reads a sub-mapping with `read`, and tells its unknown keys.
fn within<'a, T>(
    top: &mut Fields<'a>,
    key: &'static str,
    prefix: &'static str,
    at: (&'a str, &'a str, Zone),
    read: impl FnOnce(&mut Fields<'a>) -> T,
) -> Option<T> {
    let node = top.map(key, text!("takes.mapping", key = key))?;
    let mut inner = Fields::new(at.0, at.1, node, prefix, at.2);
    let value = read(&mut inner);
    inner.finish(&[]);
    top.diagnostics.append(&mut inner.diagnostics);
    Some(value)
}

fn read_goal<'a>(top: &mut Fields<'a>, path: &'a str, source: &'a str, zone: Zone) -> Goal {
    let read = |goal: &mut Fields<'a>| Goal {
        requests_per_week: goal.count("requests_per_week", 0),
        weeks: goal.count("weeks", 1),
        start: goal.moment("start").map(|start| start.day(zone)),
    };
    within(top, "goal", "goal.", (path, source, zone), read).unwrap_or_default()
}

fn read_follow_up<'a>(top: &mut Fields<'a>, path: &'a str, source: &'a str, zone: Zone) -> FollowUp {
    let usual = FollowUp::default();
    let read = |follow: &mut Fields<'a>| {
        let is_auto = follow.node("after").is_none_or(|node| node.text() == Some("auto"));
        FollowUp {
            after: if is_auto { After::Auto } else { read_after(follow) },
            cold: follow.count("cold", 0).unwrap_or(usual.cold),
            warm: follow.count("warm", 0).unwrap_or(usual.warm),
            window: follow.count("window", 1).unwrap_or(usual.window),
            give_up: follow.count("give_up", 1).unwrap_or(usual.give_up),
            thanks: follow.count("thanks", 0).unwrap_or(usual.thanks),
            report_back: follow.count("report_back", 0).unwrap_or(usual.report_back),
            draft: follow.count("draft", 0).unwrap_or(usual.draft),
        }
    };
    within(top, "follow_up", "follow_up.", (path, source, zone), read).unwrap_or_default()
}

/// Business days that `follow_up.after` may ask for: they are counted one by one.
const MOST_BUSINESS_DAYS: u32 = 999;

fn read_after(follow: &mut Fields<'_>) -> After {
    let Some(node) = follow.word_node("after", || text!("takes.after")) else { return After::Auto };
    match node.text().and_then(|text| text.parse().ok()).filter(|days| (1..=MOST_BUSINESS_DAYS).contains(days)) {
        Some(days) => After::BusinessDays(days),
        None => follow.wrong_type("after", node, text!("takes.after")).unwrap_or(After::Auto),
    }
}

fn read_channels<'a>(top: &mut Fields<'a>, path: &'a str, source: &'a str, zone: Zone) -> BTreeMap<String, Option<u32>> {
    let Some(node) = top.map("channels", text!("takes.channels")) else {
        return BTreeMap::new();
    };
    let mut channels = BTreeMap::new();
    for entry in node.entries() {
        let mut limit = None;
        match &entry.value.value {
            Value::Nothing => {}
            Value::Map(_) => {
                let mut inner = Fields::new(path, source, &entry.value, format!("channels.{}.", entry.key), zone);
                limit = inner.count("limit", 1);
                inner.finish(&[]);
                top.diagnostics.append(&mut inner.diagnostics);
            }
            _ => {
                top.wrong_type::<()>("channels", &entry.value, text!("takes.channels"));
            }
        }
        channels.insert(entry.key.clone(), limit);
    }
    channels
}

fn read_checks(top: &mut Fields<'_>) -> BTreeMap<String, RuleSetting> {
    let Some(node) = top.map("checks", text!("takes.checks")) else {
        return BTreeMap::new();
    };
    let mut checks = BTreeMap::new();
    for entry in node.entries() {
        let written = match &entry.value.value {
            Value::Map(_) => entry.value.get("severity"),
            _ => Some(&entry.value),
        };
        let severity = match written.map(Node::text) {
            None => None,
            Some(Some("off")) => Some(None),
            Some(word) => match word.and_then(Severity::parse) {
                Some(severity) => Some(Some(severity)),
                None => {
                    let at = written.map_or(entry.key_span, |node| node.span);
                    let message = text!("unknown-value.message", key = format!("checks.{}", entry.key), value = word.unwrap_or("…"));
                    let diagnostic = top.diagnostic("unknown-value", Severity::Error, at, message).help(text!("takes.checks"));
                    top.diagnostics.push(diagnostic);
                    None
                }
            },
        };
        let thresholds = read_thresholds(top, &entry.key, &entry.value);
        checks.insert(entry.key.clone(), RuleSetting { severity, thresholds, span: entry.key_span });
    }
    checks
}

/// A whole number of units, or a mapping of `zh` and `en`.
fn read_thresholds(top: &mut Fields<'_>, rule: &str, node: &Node) -> BTreeMap<String, Threshold> {
    let whole = |node: &Node| node.text().and_then(|text| text.parse::<u32>().ok()).map(f64::from);
    let mut thresholds = BTreeMap::new();
    for entry in node.entries().iter().filter(|entry| entry.key != "severity" && !entry.value.is_nothing()) {
        let languages = entry.value.entries();
        let of = |lang: &str| languages.iter().find(|language| language.key == lang).and_then(|language| whole(&language.value));
        let threshold = match whole(&entry.value) {
            Some(number) => Some(Threshold::Number(number)),
            None if !languages.is_empty()
                && languages.iter().all(|language| of(&language.key).is_some() && ["zh", "en"].contains(&language.key.as_str())) =>
            {
                Some(Threshold::ByLanguage { zh: of("zh"), en: of("en") })
            }
            None => None,
        };
        match threshold {
            Some(threshold) => {
                thresholds.insert(entry.key.clone(), threshold);
            }
            None => {
                let message = text!("wrong-type.option", key = format!("checks.{rule}.{}", entry.key));
                let diagnostic = top.diagnostic("wrong-type", Severity::Error, entry.value.span, message).help(text!("takes.threshold"));
                top.diagnostics.push(diagnostic);
            }
        }
    }
    thresholds
}

fn read_save<'a>(top: &mut Fields<'a>, path: &'a str, source: &'a str, zone: Zone) -> SaveMode {
    let read = |git: &mut Fields<'a>| git.word("save", SaveMode::ALL, SaveMode::word);
    within(top, "git", "git.", (path, source, zone), read).flatten().unwrap_or(SaveMode::Manual)
}

fn read_site<'a>(top: &mut Fields<'a>, path: &'a str, source: &'a str, zone: Zone) -> (Privacy, Vec<String>) {
    let read = |site: &mut Fields<'a>| {
        let privacy = site.word("privacy", Privacy::ALL, Privacy::word).unwrap_or(Privacy::Shared);
        (privacy, site.texts("not_secret"))
    };
    within(top, "site", "site.", (path, source, zone), read).unwrap_or((Privacy::Shared, Vec::new()))
}
