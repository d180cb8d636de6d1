//! What a page holds that is not the journal's: the catalogue's sentences, the layouts' markup, the words of the
//! format, days. A name that is also one of these gives nobody away there.

use std::ops::Range;

use crate::checks::all_rules;
use crate::journal::CHANNELS;
use crate::labels::Labels;
use crate::site::THEME_FILES;

/// Our own phrases.
pub(super) struct Own {
    /// Each folded for a first look, and as written.
    phrases: Vec<(String, String)>,
    /// Names and values of attributes, classes: they count in attributes only.
    markup: Vec<(String, String)>,
}

impl Own {
    /// Those that a page in this language may hold; `channels` are the journal's own.
    pub(super) fn of(labels: &Labels, channels: impl Iterator<Item = String>) -> Own {
        let mut phrases: Vec<String> = Vec::new();
        for (key, said) in labels.all() {
            phrases.extend(literals(said));
            phrases.extend(key.split_once('.').map(|(_, word)| word.to_owned()));
        }
        for about in all_rules() {
            phrases.extend(about.text.lines().filter(|line| line.starts_with("- ")).flat_map(literals));
        }
        phrases.extend(CHANNELS.iter().map(|channel| (*channel).to_owned()).chain(channels));
        let mut markup = Vec::new();
        for (name, source) in THEME_FILES {
            if name.ends_with(".html") {
                literal_parts(source, &mut phrases, &mut markup);
            } else if name.ends_with(".css") {
                markup.extend(classes(source));
            }
        }
        Own { phrases: folded(phrases), markup: folded(markup) }
    }

    /// Whether the words at a place of a text are part of a phrase of ours, or of a day.
    pub(super) fn covers(&self, text: &str, place: &Range<usize>, is_attribute: bool) -> bool {
        let words = text[place.clone()].to_lowercase();
        let inside = |phrase: &str| text.match_indices(phrase).any(|(at, _)| at <= place.start && place.end <= at + phrase.len());
        let any = |phrases: &[(String, String)]| phrases.iter().any(|(folded, phrase)| folded.contains(&words) && inside(phrase));
        is_of_a_day(text, place, &words) || any(&self.phrases) || is_attribute && any(&self.markup)
    }
}

/// Each once, with its folded form; what holds no letter is nothing to look for.
fn folded(mut phrases: Vec<String>) -> Vec<(String, String)> {
    phrases.retain(|phrase| phrase.chars().any(char::is_alphanumeric));
    phrases.sort_unstable();
    phrases.dedup();
    phrases.into_iter().map(|phrase| (phrase.to_lowercase(), phrase)).collect()
}

/// What stands between the braces of a sentence.
fn literals(said: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, part) in said.split('{').enumerate() {
        let (form, literal) = if at == 0 { ("", part) } else { part.split_once('}').unwrap_or(("", part)) };
        found.push(literal.to_owned());
        // `{n|one|many}` says one of its forms.
        found.extend(form.split('|').skip(1).map(ToOwned::to_owned));
    }
    found
}

/// The literal parts of a layout: its texts, and the words of its tags.
fn literal_parts(source: &str, texts: &mut Vec<String>, markup: &mut Vec<String>) {
    let mut in_tag = false;
    let mut rest = source;
    while !rest.is_empty() {
        let open = ["{{", "{%", "{#"].iter().filter_map(|tag| rest.find(tag)).min().unwrap_or(rest.len());
        for part in rest[..open].split_inclusive(['<', '>']) {
            let literal = part.trim_end_matches(['<', '>']);
            if in_tag {
                markup.extend(literal.split(|c: char| c.is_whitespace() || "\"'=/".contains(c)).map(ToOwned::to_owned));
                markup.extend(literal.split('"').map(ToOwned::to_owned));
            } else {
                texts.push(literal.trim_matches('\n').to_owned());
            }
            in_tag = if part.ends_with('<') { true } else { in_tag && !part.ends_with('>') };
        }
        let tag = &rest[open..];
        let close = ["}}", "%}", "#}"].iter().filter_map(|end| tag.find(end)).min().map_or(tag.len(), |end| end + 2);
        // What a tag says in quotes stands on the page too.
        if !tag.starts_with("{#") {
            markup.extend(tag[..close].split('"').skip(1).step_by(2).map(ToOwned::to_owned));
        }
        rest = &tag[close..];
    }
}

/// The classes that a style sheet names.
fn classes(source: &str) -> Vec<String> {
    let named =
        source.split('.').skip(1).map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>());
    named.filter(|class| class.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// `8 April`, `April 2026`, `Sunday, 12 April 2026`; 日 and 月 beside figures.
fn is_of_a_day(text: &str, place: &Range<usize>, words: &str) -> bool {
    let before = text[..place.start].trim_end_matches(' ').chars().next_back();
    let after = text[place.end..].trim_start_matches(' ').chars().next();
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // In full, and as the narrow places of a chart have it.
    if MONTHS.iter().any(|month| *month == words || month[..3] == *words) || matches!(words, "年" | "月" | "日") {
        return is_figure(before) || is_figure(after);
    }
    WEEKDAYS.contains(&words) && after == Some(',') || text[..place.start].ends_with('（') && text[place.end..].starts_with('）')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Lang;

    fn covers(text: &str, words: &str, is_attribute: bool) -> bool {
        let at = text.find(words).expect("there");
        Own::of(&Labels::of(Lang::En), std::iter::once("guild".to_owned())).covers(text, &(at..at + words.len()), is_attribute)
    }

    #[test]
    fn knows_its_own_words() {
        for (text, words) in [
            ("12 May", "May"),
            ("May 2026", "May"),
            ("Sunday, 12 April 2026", "Sunday"),
            ("LINE", "LINE"),
            ("guild", "guild"),
            ("public-question", "public"),
            ("visually-hidden", "hidden"),
            ("status status-draft", "draft"),
            ("src", "src"),
            ("finding-mark", "mark"),
            ("Showing 3 of 4", "of"),
            ("as of 12 April", "of"),
        ] {
            assert!(covers(text, words, true), "{text}: {words}");
        }
        for (text, words) in
            [("May", "May"), ("masthead", "masthead"), ("Hi May, 12", "May"), ("the LINE office", "office"), ("Priya", "Priya")]
        {
            assert!(!covers(text, words, false), "{text}: {words}");
        }
    }
}
