//! The part of a line that is shown of it, where the terminal is narrower: the place that is told is in it.

use std::ops::Range;

use crate::text::width::width;

/// What stands where a line was cut.
const CUT: char = '…';

/// A line as it is shown, and the place in it.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    /// The line, or the part of it.
    pub(super) line: String,
    /// The place, in bytes of that.
    pub(super) span: Range<usize>,
}

/// At most `room` cells of a line around a place in it, which has `beside` cells of words below it. A place that is longer
/// is shown from its beginning.
pub(super) fn window(line: &str, span: Range<usize>, room: usize, beside: usize) -> Seen {
    let until = |byte: usize| width(&line[..byte]);
    let needed = until(span.end) + beside;
    if width(line) <= room && needed <= room {
        return Seen { line: line.to_owned(), span };
    }
    // A sign before and one behind, and what stands below behind the place.
    let room = room.saturating_sub(2).max(8);
    let place = width(&line[span.clone()]).max(1).min(room);
    let spare = room - place;
    let tail = width(&line[span.end..]).max(beside).min(beside.max(spare / 2));
    let before = if needed < room { usize::MAX } else { spare.saturating_sub(tail) };
    let mut start = span.start;
    let mut used = 0;
    for (at, c) in line[..span.start].char_indices().rev() {
        used += cells(c);
        if used > before {
            break;
        }
        start = at;
    }
    let mut end = start;
    used = 0;
    for c in line[start..].chars() {
        used += cells(c);
        if used > room {
            break;
        }
        end += c.len_utf8();
    }
    let mut seen = String::new();
    if start > 0 {
        seen.push(CUT);
    }
    let shift = seen.len();
    seen.push_str(&line[start..end]);
    if end < line.len() {
        seen.push(CUT);
    }
    Seen { line: seen, span: span.start - start + shift..span.end.min(end).max(span.start) - start + shift }
}

fn cells(c: char) -> usize {
    width(c.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(line: &str, word: &str, room: usize, beside: usize) -> String {
        let start = line.find(word).expect("there");
        let seen = window(line, start..start + word.len(), room, beside);
        format!("{}[{}]{}", &seen.line[..seen.span.start], &seen.line[seen.span.clone()], &seen.line[seen.span.end..])
    }

    #[test]
    fn the_place_stays_in_sight() {
        assert_eq!(seen("想請教一個問題", "問題", 20, 0), "想請教一個[問題]");
        assert_eq!(seen("想請教一個問題，先學工具還是先補統計？", "問題", 20, 0), "想請教一個[問題]，先…");
        assert_eq!(seen("想請教一個問題，先學工具還是先補統計？", "統計", 20, 0), "…工具還是先補[統計]？");
        assert_eq!(seen("想請教一個問題，先學工具還是先補統計？", "先學工具還是先補統計", 12, 0), "…[先學工具還]…");
        assert_eq!(seen("channel: emial", "emial", 20, 9), "…el: [emial]");
    }

    proptest! {
        #[test]
        fn no_wider_than_the_room(line in "[a-z林，é👩 ]{0,60}", from in 0_usize..60, length in 0_usize..60, room in 10_usize..60, beside in 0_usize..30) {
            let bounds: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
            let start = bounds[from.min(bounds.len() - 1)];
            let end = bounds[(from + length).min(bounds.len() - 1)].max(start);
            let seen = window(&line, start..end, room, beside);
            prop_assert!(width(&seen.line) <= room, "{:?}", seen);
            prop_assert!(seen.line.is_char_boundary(seen.span.start) && seen.line.is_char_boundary(seen.span.end) && seen.span.start <= seen.span.end);
            prop_assert!(line[start..end].starts_with(&seen.line[seen.span.clone()]));
        }
    }
}
