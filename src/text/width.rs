//! Display widths: Han takes two cells.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Terminal cells that the text takes.
pub(crate) fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| text.width())
}

/// The same of a text in which every character is as wide beside any other as alone, and shown as it is: ASCII that is printed, Han and
/// the marks between them. `None` for any other text.
pub(crate) fn plain_width(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |cells, c| match c {
        ' '..='~' | '‐'..='‧' => Some(cells + 1),
        '、'..='〩' | '\u{4e00}'..='\u{9fff}' | '！'..='｠' => Some(cells + 2),
        _ => None,
    })
}

/// The text cut to at most `cells`, ending in `…` where something was cut.
pub(crate) fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > cells {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    Cow::Owned(kept)
}

/// The text with blanks after it up to `cells`.
pub(crate) fn pad(text: &str, cells: usize) -> String {
    let mut padded = text.to_owned();
    padded.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(text))));
    padded
}

/// The text in lines of at most `cells`, broken at blanks or between Han characters, never before a closing mark (kinsoku), nor
/// inside what `whole` finds in a line, such as a command to copy.
pub(crate) fn wrap(text: &str, cells: usize, whole: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<String> {
    let cells = cells.max(8);
    let mut lines = Vec::new();
    for line in text.lines() {
        match width_at_most(line) <= cells {
            true => lines.push(line.trim_end().to_owned()),
            false => wrap_line(line, cells, &whole(line), &mut lines),
        }
    }
    lines
}

/// Cells that a text takes at most, told without looking up its characters.
fn width_at_most(text: &str) -> usize {
    // One sign of Khmer takes three.
    text.bytes().map(|byte| usize::from(byte < 0x80) + 2 * usize::from(byte >= 0xc0) + usize::from(byte == 0xe1)).sum()
}

fn wrap_line(line: &str, cells: usize, whole: &[Range<usize>], lines: &mut Vec<String>) {
    let mut current = String::new();
    let mut used = 0;
    for piece in pieces(line, whole) {
        let needed = width(piece.trim_end());
        if used > 0 && used + needed > cells {
            lines.push(current.trim_end().to_owned());
            current.clear();
            used = 0;
        }
        let piece = if used == 0 && !lines.is_empty() && !current.is_empty() { piece.trim_start() } else { piece };
        current.push_str(piece);
        used += width(piece);
    }
    lines.push(current.trim_end().to_owned());
}

/// The pieces between which a line may break, as [`wrap`] breaks it.
pub(crate) fn breakable(line: &str) -> Vec<&str> {
    pieces(line, &[])
}

/// Unbreakable pieces: a Latin word with the blanks after it, or a Han character with the closing
/// marks after it; what is kept whole is one.
fn pieces<'a>(line: &'a str, whole: &[Range<usize>]) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    for (at, c) in line.char_indices() {
        if let Some(before) = previous {
            let breaks = if before == ' ' {
                c != ' '
            } else {
                (is_wide(before) || is_wide(c))
                    && !"，。、；：！？）」』》〉】…,.;:!?)]}\u{3000} ".contains(c)
                    && !"（「『《〈【([{".contains(before)
            };
            if breaks && at > start && !whole.iter().any(|kept| kept.start < at && at < kept.end) {
                pieces.push(&line[start..at]);
                start = at;
            }
        }
        previous = Some(c);
    }
    if start < line.len() {
        pieces.push(&line[start..]);
    }
    pieces
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_and_pads_by_cells() {
        assert_eq!(cut("林雅婷經理", 10), "林雅婷經理");
        assert_eq!(cut("林雅婷經理", 9), "林雅婷經…");
        assert_eq!(cut("林雅婷經理", 8), "林雅婷…");
        assert_eq!(pad("林", 4), "林  ");
    }

    #[test]
    fn every_character_is_as_wide_as_it_is_told() {
        for c in (0..=0x1_ffff).filter_map(char::from_u32) {
            let pair = format!("{c}林{c}a{c}{c}");
            assert_eq!(width(&pair), UnicodeWidthStr::width(&*pair), "{c:?}");
            assert!(c.width().unwrap_or(0) <= width_at_most(c.encode_utf8(&mut [0; 4])), "{c:?}");
        }
    }

    #[test]
    fn wraps_without_a_mark_at_the_start_of_a_line() {
        assert_eq!(wrap("讀了您的文章，我照著改了一版。", 12, |_| Vec::new()), ["讀了您的文", "章，我照著改", "了一版。"]);
        assert_eq!(wrap("one two three", 8, |_| Vec::new()), ["one two", "three"]);
        assert_eq!(
            wrap("寄出後記下：go 林雅婷；或", 16, |line| line
                .match_indices("go 林雅婷")
                .map(|(at, kept)| at..at + kept.len())
                .collect()),
            ["寄出後記下：", "go 林雅婷；或"]
        );
    }
}
