//! What CommonMark does not know of Chinese: emphasis beside full-width marks, and line breaks between Han characters.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag};

use super::{Unread, unread};
use crate::text::script::is_han;
use crate::text::width::width;

/// A line that was broken by hand after fewer cells is meant to end there (a signature, an address).
const SHORT_LINE: usize = 40;

/// Soft breaks as a letter's reader sees them: kept after a short line, nothing between two Han
/// characters, a blank elsewhere.
pub(super) fn settle_breaks(events: &mut [Event<'_>]) {
    let mut line = String::new();
    for at in 0..events.len() {
        match &events[at] {
            Event::Text(words) | Event::Code(words) => line.push_str(words),
            Event::SoftBreak => {
                let next_is_han = events[at + 1..].iter().find_map(first_char).is_some_and(is_wide);
                let joined = line.chars().next_back().is_some_and(is_wide) && next_is_han;
                if width(&line) < SHORT_LINE {
                    events[at] = Event::HardBreak;
                } else if joined {
                    events[at] = Event::Text("".into());
                }
                line.clear();
            }
            Event::Start(Tag::Paragraph | Tag::Item) | Event::HardBreak => line.clear(),
            _ => {}
        }
    }
}

fn first_char(event: &Event<'_>) -> Option<char> {
    match event {
        Event::Text(words) | Event::Code(words) => words.chars().next(),
        _ => None,
    }
}

fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// An empty comment: it ends and begins nothing, and is dropped from the events.
pub(super) const NOTHING: &str = "<!---->";

/// CommonMark leaves `**重要：**請` as literal stars, because a mark stands on one side of the delimiter
/// and a letter on the other. An empty comment beside the delimiter lets it count; it is dropped with
/// all comments. (pulldown-cmark will have an option for this; then this goes.)
pub(super) fn friendly_emphasis(text: &str) -> Cow<'_, str> {
    if !text.contains(['*', '~']) {
        return Cow::Borrowed(text);
    }
    let mut code = unread(text, &[Unread::Code]).into_iter().peekable();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut friendly = String::with_capacity(text.len() + 16);
    let mut at = 0;
    while at < chars.len() {
        let (byte, c) = chars[at];
        // Both run forward, so that a text of many marks and much code is read once.
        while code.next_if(|range| range.end <= byte).is_some() {}
        if !matches!(c, '*' | '~') || code.peek().is_some_and(|range| range.contains(&byte)) {
            friendly.push(c);
            at += 1;
            continue;
        }
        let run = chars[at..].iter().take_while(|(_, other)| *other == c).count();
        let before = at.checked_sub(1).map(|i| chars[i].1);
        let after = chars.get(at + run).map(|(_, c)| *c);
        let (opens, closes) = match (before, after) {
            (Some(before), Some(after)) if is_wide(before) || is_wide(after) => {
                (before.is_alphanumeric() && is_mark(after), is_mark(before) && after.is_alphanumeric())
            }
            _ => (false, false),
        };
        if opens && before != Some('\\') {
            friendly.push_str(NOTHING);
        }
        friendly.extend(std::iter::repeat_n(c, run));
        if closes && before != Some('\\') {
            friendly.push_str(NOTHING);
        }
        at += run;
    }
    Cow::Owned(friendly)
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}
