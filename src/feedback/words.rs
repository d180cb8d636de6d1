//! The sentences that go with the numbers, the same on the terminal and on the page.

use super::comparisons::{Best, Comparison, ENOUGH, Verdict};
use super::forecast::Forecasts;
use super::groups::{By, Group, SMALL};
use super::stats::{Counts, Stats};
use super::waiting::NudgeJson;
use crate::insight::Week;
use crate::journal::Kind;
use crate::labels::{Labels, Lang, Text, text};
use crate::statistics::{Rate, percent};
use crate::text::script::HAN_PER_WORD;

/// Guesses from which on they are summed up (evidence.md, section 3.7).
const ENOUGH_GUESSES: usize = 10;

/// An interval in whole percent; an end that is neither nothing nor all is not rounded to it.
pub(crate) fn interval(low: f64, high: f64) -> String {
    let high = if high < 1.0 { high.min(0.99) } else { high };
    format!("{}–{}", percent(low).trim_end_matches('%'), percent(high))
}

/// The chance of one of two that are never sure, in whole percent.
fn chance(share: f64) -> String {
    percent(share.clamp(1e-9, 1.0 - 1e-9))
}

/// `5 of 19, 26% (likely 12–49%)`; less where less can be said.
pub(crate) fn rate(rate: &Rate) -> Text {
    match (rate.rate, rate.low, rate.high) {
        (Some(share), Some(low), Some(high)) if rate.n >= SMALL => {
            text!("stats.rate", x = rate.x, n = rate.n, percent = percent(share), interval = interval(low, high))
        }
        (Some(_), ..) => text!("stats.rate.few", x = rate.x, n = rate.n),
        _ => text!("stats.rate.none"),
    }
}

/// Why there is no rate: letters are too young, or none of them counts.
fn no_rate(stats: &Stats) -> Text {
    if stats.counts.pending + stats.counts.early > 0 { text!("stats.rate.none") } else { text!("stats.rate.nothing") }
}

/// The rate within the window, and the letters it leaves for later.
pub(crate) fn reply_rate(stats: &Stats, labels: &Labels) -> Vec<Text> {
    let counts = &stats.counts;
    let Counts { pending, early, .. } = *counts;
    let later = [(pending, text!("stats.counts.pending", count = pending)), (early, text!("stats.counts.early", count = early))];
    let mut said = vec![if stats.counts.matured == 0 { no_rate(stats) } else { rate(&stats.reply_rate.rate) }];
    said.extend(listed(later, labels).map(|list| text!("stats.not-counted", list = list)));
    said
}

/// The rate of public questions, which no other number counts; `None` where there is none.
pub(crate) fn questions(stats: &Stats) -> Option<Text> {
    let question = Kind::PublicQuestion.word();
    stats.groups.get(By::Kind).iter().find(|group| group.key.as_deref() == Some(question)).map(|group| rate(&group.rate))
}

/// What a group is called.
pub(crate) fn group_name(group: &Group, by: By, labels: &Labels) -> String {
    match (&group.key, by) {
        (None, _) => text!("stats.group.unknown").say(labels),
        (Some(key), By::Channel | By::Kind | By::Tie) => labels.word(by.word(), key),
        (Some(key), _) => key.clone(),
    }
}

/// Groups that are named in the line of the small ones.
const NAMED: usize = 6;

/// Groups that are too small for a rate, in one line: together, then the largest of them; `None` of none.
pub(crate) fn small_groups(groups: &[&Group], by: By, labels: &Labels) -> Option<Text> {
    let one = |group: &&Group| {
        let (key, rate) = (group_name(group, by, labels), group.rate);
        match group.pending {
            0 => text!("stats.group.small.one", key = key, x = rate.x, n = rate.n).say(labels),
            pending => text!("stats.group.small.pending", key = key, x = rate.x, n = rate.n, pending = pending).say(labels),
        }
    };
    let mut named: Vec<&Group> = groups.iter().copied().filter(|group| group.rate.n + group.pending > 0).collect();
    named.sort_by_key(|group| std::cmp::Reverse(group.rate.n));
    let mut list: Vec<String> = named.iter().take(NAMED).map(one).collect();
    if named.len() > NAMED {
        list.push("…".to_owned());
    }
    let sum = |count: fn(&Group) -> usize| named.iter().map(|group| count(group)).sum::<usize>();
    let (x, n) = (sum(|group| group.rate.x), sum(|group| group.rate.n));
    let list = list.join(labels.pattern("and"));
    (!named.is_empty()).then(|| text!("stats.group.small", count = named.len(), x = x, n = n, list = list))
}

/// Some counts in one text, each that is not nothing.
fn listed<const N: usize>(parts: [(usize, Text); N], labels: &Labels) -> Option<String> {
    let said: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(_, text)| text.say(labels)).collect();
    (!said.is_empty()).then(|| said.join(labels.pattern("and")))
}

/// How many letters went out, where they stand, and what came of them.
pub(crate) fn counts(stats: &Stats, labels: &Labels) -> String {
    let Counts { drafts, sent, pending, early, matured, replied, silent, withdrawn, bounced, people } = stats.counts;
    let stand = [
        (matured, text!("stats.counts.matured", count = matured)),
        (pending, text!("stats.counts.pending", count = pending)),
        (early, text!("stats.counts.early", count = early)),
        (withdrawn, text!("stats.counts.withdrawn", count = withdrawn)),
        (bounced, text!("stats.counts.bounced", count = bounced)),
    ];
    let came = [
        (replied, text!("stats.counts.replied", count = replied)),
        (silent, text!("stats.counts.silent", count = silent)),
        (drafts, text!("stats.counts.drafts", count = drafts)),
    ];
    let sent = text!("stats.sent", sent = sent, people = people).say(labels);
    let said: Vec<String> = [Some(sent), listed(stand, labels), listed(came, labels)].into_iter().flatten().collect();
    said.join(labels.pattern("stats.join"))
}

/// How long half of the replies took.
pub(crate) fn wait(stats: &Stats) -> Text {
    let wait = &stats.time_to_reply;
    match (wait.curve.n, wait.median_days) {
        (0, _) => text!("stats.wait.none"),
        (n, Some(0)) => text!("stats.wait.same-day", n = n),
        (n, Some(days)) if n == wait.curve.events() => text!("stats.wait.median", days = days, n = n),
        (n, Some(days)) => text!("stats.wait.median-so-far", days = days, n = n),
        (n, None) => text!("stats.wait.not-reached", n = n, events = wait.curve.events()),
    }
}

/// The chances of a reply in the next week, by days of silence; `None` where nothing can be told.
pub(crate) fn still_worth_waiting(stats: &Stats, labels: &Labels) -> Option<Text> {
    let known: Vec<String> = stats
        .next_days
        .iter()
        .filter(|next| next.n >= SMALL)
        .filter_map(|next| {
            Some(text!("stats.next.one", days = next.silent_for, percent = percent(next.probability?), n = next.n).say(labels))
        })
        .collect();
    (!known.is_empty()).then(|| text!("stats.next", within = stats.next_days[0].within, list = known.join(labels.pattern("and"))))
}

/// Days of silence that a line has room for.
const SILENCES: usize = 3;

/// The chances of a reply in the next week after the first days of silence; `None` where nothing can be told.
pub(crate) fn next_days_in_brief(stats: &Stats, labels: &Labels) -> Option<Text> {
    let known: Vec<String> = stats
        .next_days
        .iter()
        .filter(|next| next.n >= SMALL)
        .filter_map(|next| Some((next, percent(next.probability?))))
        .take(SILENCES)
        .map(|(next, percent)| text!("stats.next.brief.one", days = next.silent_for, percent = percent, n = next.n).say(labels))
        .collect();
    (!known.is_empty()).then(|| text!("stats.next.brief", list = known.join(labels.pattern("and"))))
}

/// When to follow up, and why then.
pub(crate) fn nudge(nudge: NudgeJson) -> Text {
    match nudge.from {
        "own-data" => text!("stats.nudge.own", days = nudge.days, replies = nudge.replies),
        "setting" => text!("stats.nudge.setting", days = nudge.days),
        _ => text!("stats.nudge.usual", days = nudge.days),
    }
}

/// Versions beside each other, those with too few letters in one line, the chances to be the best of several, and what
/// must be said of all of it; nothing where nothing is compared.
pub(crate) fn compared(stats: &Stats, labels: &Labels) -> Vec<Text> {
    let (few, enough): (Vec<_>, Vec<_>) = stats.comparisons.iter().partition(|comparison| comparison.verdict == Verdict::TooFew);
    let mut said: Vec<Text> = enough.iter().filter_map(|comparison| two(comparison, labels)).collect();
    said.extend(best(stats, labels));
    if !few.is_empty() {
        let list: Vec<String> = few.iter().map(|comparison| pair(comparison).say(labels)).collect();
        said.push(text!("stats.compare.too-few", list = list.join(labels.pattern("and"))));
    }
    if !said.is_empty() {
        said.push(text!("stats.compare.caveat"));
    }
    said
}

/// The pair that was written last, one that can be compared first, and what must be said of it; nothing where nothing is
/// compared.
pub(crate) fn compared_in_brief(stats: &Stats, labels: &Labels) -> Vec<Text> {
    let can = stats.comparisons.iter().rfind(|comparison| comparison.verdict != Verdict::TooFew);
    let said = match (can, stats.comparisons.last()) {
        (Some(comparison), _) => two(comparison, labels),
        (None, Some(comparison)) => Some(text!("stats.compare.too-few", list = pair(comparison).say(labels))),
        (None, None) => None,
    };
    said.map(|said| vec![said, text!("stats.compare.caveat.brief")]).unwrap_or_default()
}

/// Two versions with x of n each.
fn pair(comparison: &Comparison) -> Text {
    let Comparison { template, a, b, older, newer, .. } = comparison;
    text!("stats.compare.pair", template = template, a = a, b = b, ax = older.x, an = older.n, bx = newer.x, bn = newer.n)
}

/// Two versions, in the words of spec 4 and no stronger ones.
fn two(comparison: &Comparison, labels: &Labels) -> Option<Text> {
    let (a, b, p) = (comparison.a, comparison.b, comparison.probability_b_better?);
    let pair = pair(comparison).say(labels);
    Some(match comparison.verdict {
        Verdict::TooFew => return None,
        Verdict::NoLead => text!("stats.compare.no-lead", pair = pair, b = b, percent = chance(p)),
        Verdict::LeansB => text!("stats.compare.leans", pair = pair, version = b, percent = chance(p)),
        Verdict::LeansA => text!("stats.compare.leans", pair = pair, version = a, percent = chance(1.0 - p)),
        Verdict::BProbably => text!("stats.compare.probably", pair = pair, version = b, percent = chance(p)),
        Verdict::AProbably => text!("stats.compare.probably", pair = pair, version = a, percent = chance(1.0 - p)),
    })
}

/// Of each template whose versions all have enough letters, the chances to be the best of them, and that some lead by
/// luck.
fn best(stats: &Stats, labels: &Labels) -> Vec<Text> {
    let mut said = Vec::new();
    for versions in stats.best.chunk_by(|a, b| a.template == b.template) {
        let one = |best: &Best| {
            let Best { version, rate, .. } = best;
            Some(text!("stats.best.one", version = version, x = rate.x, n = rate.n, percent = chance(best.probability?)).say(labels))
        };
        let known: Vec<String> = versions.iter().filter(|best| best.rate.n >= ENOUGH).filter_map(one).collect();
        if known.len() == versions.len() {
            let list = known.join(labels.pattern("and"));
            said.push(text!("stats.best", template = versions[0].template, count = known.len(), list = list));
        }
    }
    said
}

/// The guesses beside what came; `None` where nothing was guessed.
pub(crate) fn forecast(forecasts: &Forecasts, labels: &Labels) -> Option<Text> {
    let (mean, share, brier) = (forecasts.mean_forecast?, forecasts.reply_share?, forecasts.brier?);
    if forecasts.n < ENOUGH_GUESSES {
        // Few guesses are told one by one, and for others' eyes not at all.
        if forecasts.each.is_empty() {
            return None;
        }
        let one = |(id, guess, came): &(String, f64, bool)| match came {
            true => text!("stats.forecast.came", id = id, percent = percent(*guess)).say(labels),
            false => text!("stats.forecast.silent", id = id, percent = percent(*guess)).say(labels),
        };
        let each: Vec<String> = forecasts.each.iter().map(one).collect();
        return Some(text!("stats.forecast.few", n = forecasts.n, list = each.join(labels.pattern("and"))));
    }
    let interval = interval(forecasts.low?, forecasts.high?);
    Some(text!(
        "stats.forecast",
        n = forecasts.n,
        mean = percent(mean),
        share = percent(share),
        interval = interval,
        brier = format!("{brier:.2}")
    ))
}

/// As `forecast`, few guesses without the letters they are about.
pub(crate) fn forecast_in_brief(forecasts: &Forecasts, labels: &Labels) -> Option<Text> {
    if forecasts.n >= ENOUGH_GUESSES || forecasts.each.is_empty() {
        return forecast(forecasts, labels);
    }
    let guesses = |came: bool| {
        let of: Vec<String> = forecasts.each.iter().filter(|(_, _, each)| *each == came).map(|(_, guess, _)| percent(*guess)).collect();
        if of.is_empty() { "–".to_owned() } else { of.join(labels.pattern("and")) }
    };
    Some(text!("stats.forecast.few.brief", n = forecasts.n, came = guesses(true), silent = guesses(false)))
}

/// The week of now: letters against the goal, replies, help given and received.
pub(crate) fn this_week(stats: &Stats) -> Option<Text> {
    stats.pace.weeks.last().map(week)
}

/// A week in one sentence.
pub(crate) fn week(week: &Week) -> Text {
    let Week { week, requests, replies, gives, inbound, goal, .. } = week;
    match goal {
        Some(goal) => {
            text!("week.with-goal", week = week, sent = requests, goal = goal, replies = replies, gives = gives, inbound = inbound)
        }
        None => text!("week.plain", week = week, sent = requests, replies = replies, gives = gives, inbound = inbound),
    }
}

/// How long it took to ask; `None` where nobody noted when the need was felt.
pub(crate) fn smoke(stats: &Stats) -> Option<Text> {
    match (stats.smoke.n, stats.smoke.median_days) {
        (0, _) => None,
        (n, Some(days)) => Some(text!("stats.smoke", n = n, days = days)),
        (n, None) => Some(text!("stats.smoke.not-reached", n = n)),
    }
}

/// Entries left out that are named; the rest is counted.
const MOST_NAMED: usize = 10;

/// What the numbers leave out, where they do.
pub(crate) fn left_out(stats: &Stats) -> Vec<Text> {
    let mut said = Vec::new();
    if stats.without_day > 0 {
        said.push(text!("stats.without-day", count = stats.without_day));
    }
    let count = stats.left_out.len();
    let paths = stats.left_out[..count.min(MOST_NAMED)].join(" ");
    match count {
        0 => {}
        1..=MOST_NAMED => said.push(text!("stats.left-out", count = count, paths = paths)),
        _ => said.push(text!("stats.left-out.more", count = count, paths = paths, more = count - MOST_NAMED)),
    }
    said
}

/// As `left_out`, with a count for the names.
pub(crate) fn left_out_in_brief(stats: &Stats) -> Vec<Text> {
    let mut said = left_out(stats);
    if !stats.left_out.is_empty() {
        said.pop();
        said.push(text!("stats.left-out.brief", count = stats.left_out.len()));
    }
    said
}

/// A length of some units as a number of 字, or of words.
pub(crate) fn reading_length(units: f64, labels: &Labels) -> f64 {
    match labels.lang {
        Lang::ZhTw => units * HAN_PER_WORD,
        Lang::En => units,
    }
}

/// A length of some units as the interface's readers count: 字, or words.
pub(crate) fn length(units: f64, labels: &Labels) -> Text {
    let count = reading_length(units, labels).round();
    match labels.lang {
        Lang::ZhTw => text!("length.zh", count = count),
        Lang::En => text!("length.en", count = count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_percent_once() {
        assert_eq!(interval(0.118, 0.488), "12–49%");
    }
}
