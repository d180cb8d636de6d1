//! Market feedback 市場反饋: what came back, by what was sent, in plain words with their n.

use serde::Serialize;

use super::Page;
use super::charts::{Chart, RateTable, Waiting, curve, rate_table};
use super::context::Shared;
use crate::feedback::{By, Fault, Stats, words};
use crate::jinja::Rendered;
use crate::labels::{Text, text};

/// The groupings that are shown; more would be a search for luck (evidence.md, section 3.5).
const SHOWN: [By; 4] = [By::Template, By::Channel, By::Tie, By::Role];

#[derive(Serialize)]
struct Feedback {
    has_letters: bool,
    has_drafts: bool,
    counts: String,
    rate: Vec<String>,
    questions: Option<String>,
    wait: String,
    next: Option<String>,
    nudge: String,
    smoke: Option<String>,
    left_out: Vec<String>,
    compared: Vec<String>,
    forecast: Option<String>,
    curve: Option<Chart>,
    smoke_curve: Option<Chart>,
    tables: Vec<RateTable>,
    faults: Vec<RateTable>,
}

/// The page `feedback.html`.
pub(super) fn page(shared: &Shared<'_>) -> Rendered<Page> {
    let labels = &shared.source.labels;
    let stats = shared.stats();
    let say = |text: Text| text.say(labels);
    let all = |texts: Vec<Text>| -> Vec<String> { texts.into_iter().map(say).collect() };
    let own = Feedback {
        has_letters: stats.counts.sent > 0 || words::questions(stats).is_some(),
        has_drafts: stats.counts.drafts > 0,
        counts: words::counts(stats, labels),
        rate: all(words::reply_rate(stats, labels)),
        questions: words::questions(stats).map(say),
        wait: say(words::wait(stats)),
        next: words::still_worth_waiting(stats, labels).map(say),
        nudge: say(words::nudge(stats.nudge_after_days)),
        smoke: words::smoke(stats).map(say),
        left_out: all(words::left_out(stats)),
        compared: all(words::compared(stats, labels)),
        forecast: words::forecast(&stats.forecast, labels).map(say),
        curve: reply_curve(shared),
        smoke_curve: smoke_curve(shared),
        tables: SHOWN.into_iter().filter_map(|by| by_group(shared, stats, by)).collect(),
        faults: Fault::ALL.into_iter().zip(&stats.by_fault).filter_map(|(fault, pair)| by_fault(shared, fault, pair)).collect(),
    };
    let title = labels.word("site", "nav_feedback");
    shared.render("feedback.html", "feedback.html".to_owned(), &title, "feedback", own)
}

/// The curve of the first replies.
pub(super) fn reply_curve(shared: &Shared<'_>) -> Option<Chart> {
    let waiting = Waiting {
        id: "reply-curve",
        title: text!("chart.curve.title"),
        at_risk: text!("chart.curve.at-risk"),
        events: text!("chart.curve.events"),
        share: text!("chart.legend.curve"),
        description: |n, events, days| text!("chart.curve.description", n = n, events = events, days = days),
    };
    curve(&shared.stats().time_to_reply.curve, &waiting, &shared.source.labels)
}

fn smoke_curve(shared: &Shared<'_>) -> Option<Chart> {
    let waiting = Waiting {
        id: "smoke-curve",
        title: text!("chart.smoke.title"),
        at_risk: text!("chart.smoke.at-risk"),
        events: text!("chart.smoke.events"),
        share: text!("chart.legend.asked"),
        description: |n, events, days| text!("chart.smoke.description", n = n, events = events, days = days),
    };
    curve(&shared.stats().smoke.curve, &waiting, &shared.source.labels)
}

fn by_group(shared: &Shared<'_>, stats: &Stats, by: By) -> Option<RateTable> {
    let labels = &shared.source.labels;
    let title = text!("stats.label.by", by = labels.word("stats.by", by.word())).say(labels);
    rate_table(title, stats.groups.get(by), by, labels, |group| words::group_name(group, by, labels))
}

/// Letters with a finding of a fault, and without.
fn by_fault(shared: &Shared<'_>, fault: Fault, pair: &[crate::feedback::Group; 2]) -> Option<RateTable> {
    let labels = &shared.source.labels;
    let title = labels.word("stats.fault", fault.word());
    let mut named = pair.clone();
    named[0].key = Some(text!("feedback.with").say(labels));
    named[1].key = Some(text!("feedback.without").say(labels));
    named
        .iter()
        .any(|group| group.rate.n > 0)
        .then(|| rate_table(title, &named, By::Problem, labels, |group| group.key.clone().unwrap_or_default()))?
}
