//! Paragraphs and sentences, in Chinese and English.

use std::ops::Range;

use crate::text::width::width;

/// A line of at least so many cells was broken by its width, not by its meaning.
const WRAPPED: usize = 40;

/// The paragraphs of the prose from `start` on: parted by blank lines; each item of a list and row of a table is one.
pub(super) fn paragraphs(prose: &str, start: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = start;
    for line in prose[start..].split_inclusive('\n') {
        let bare = line.trim();
        let begin = at + (line.len() - line.trim_start().len());
        if bare.is_empty() || is_item(bare) {
            found.extend(open.take());
        }
        if !bare.is_empty() {
            let first = open.as_ref().map_or(begin, |open| open.start);
            open = Some(first..begin + bare.len());
        }
        at += line.len();
    }
    found.extend(open);
    found
}

/// `- `, `* `, `+ `, `• `, `1. `, `1) `, `一、`, and the row of a table `| `.
pub(super) fn is_item(line: &str) -> bool {
    // Most lines begin with a letter.
    if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let after_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = after_number.len() < line.len() && [". ", ") ", "、", "．", "）"].iter().any(|mark| after_number.starts_with(mark));
    let mut chars = line.chars();
    let han_numbered = matches!((chars.next(), chars.next()), (Some(number), Some('、')) if "一二三四五六七八九十".contains(number));
    numbered || han_numbered || ["- ", "* ", "+ ", "• ", "・", "‧", "|"].iter().any(|mark| line.starts_with(mark))
}

/// The sentences of the paragraphs, in order: cut after 。！？； and after . ! ? ; before a blank or a
/// line's end, and where a line ends by meaning. Marks stay with their sentence.
pub(super) fn sentences(prose: &str, paragraphs: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        let mut start = paragraph.start;
        let marks = prose[paragraph.clone()].char_indices().filter(|(_, c)| is_mark(*c));
        for (at, mark) in marks.map(|(at, mark)| (paragraph.start + at, mark)) {
            let end = at + mark.len_utf8();
            let ends = match mark {
                '\n' => !is_wrapped(prose, paragraph, at),
                _ => ends_sentence(&prose[start..end], mark, prose[end..paragraph.end].chars().next()),
            };
            if ends {
                push(&mut found, prose, start..end);
                start = end;
            }
        }
        push(&mut found, prose, start..paragraph.end);
    }
    found
}

fn push(found: &mut Vec<Range<usize>>, prose: &str, range: Range<usize>) {
    let text = &prose[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    let end = start + text.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// What can end a sentence.
fn is_mark(c: char) -> bool {
    matches!(c, '\n' | '.' | ';' | '!' | '?' | '。' | '！' | '？' | '；')
}

/// Whether the mark that `so_far` ends with ends the sentence, with what stands next.
fn ends_sentence(so_far: &str, mark: char, next: Option<char>) -> bool {
    let continues =
        || matches!(next, Some('。' | '！' | '？' | '；' | '!' | '?' | '」' | '』' | '”' | '"' | '）' | ')' | '》' | '〉' | '】'));
    match mark {
        '!' | '?' => !continues() && next.is_none_or(|next| !next.is_ascii_alphanumeric()),
        '.' => next.is_none_or(char::is_whitespace) && !is_abbreviation(so_far),
        ';' => next.is_none_or(char::is_whitespace),
        _ => !continues(),
    }
}

/// The blank after `e.g.`, `Dr.`, `J.` or `...` ends no sentence.
fn is_abbreviation(so_far: &str) -> bool {
    let word = so_far.trim_end_matches('.').rsplit([' ', '\n', '(']).next().unwrap_or_default();
    let single_letter = word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_alphabetic() && c != 'i');
    single_letter || so_far.ends_with("..") || ["e.g", "i.e", "dr", "mr", "mrs", "ms", "prof", "vs", "approx", "cf"].contains(&word)
}

/// Whether the line break at byte `at` was made by the line's width: the line is long, or a Latin word stands
/// at both sides.
fn is_wrapped(prose: &str, paragraph: &Range<usize>, at: usize) -> bool {
    let before = prose[paragraph.start..at].rsplit('\n').next().unwrap_or_default().trim_end();
    let ended = before.ends_with(['。', '！', '？', '；', '.', '!', '?', ';', '：', ':']);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // People who write Chinese without marks end a sentence with the line; in English the line was wrapped.
    let goes_on = latin(before.chars().next_back()) && latin(prose[at..paragraph.end].trim_start().chars().next());
    !ended && (width(before) >= WRAPPED || goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, &paragraphs(text, 0)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn splits_both_languages() {
        assert_eq!(
            split("讀了您的文章。我卡在報表！？下一步呢?\n先謝謝您\nhi ming. v1.2 works; why?"),
            ["讀了您的文章。", "我卡在報表！？", "下一步呢?", "先謝謝您", "hi ming.", "v1.2 works;", "why?"]
        );
        assert_eq!(split("i asked dr. nair (e.g. about dbt) ... then i stopped"), ["i asked dr. nair (e.g. about dbt) ... then i stopped"]);
        assert_eq!(split("so am i. j. doe asked q?id=3 of x; a;b?"), ["so am i.", "j. doe asked q?id=3 of x;", "a;b?"]);
        assert_eq!(split("他問「要先學什麼？」時我愣住了。您呢？"), ["他問「要先學什麼？」時我愣住了。", "您呢？"]);
        assert_eq!(
            split("could you tell me which of the two pipelines\nyou would keep"),
            ["could you tell me which of the two pipelines\nyou would keep"]
        );
        assert_eq!(split("- one\n- two?\n\nthree"), ["- one", "- two?", "three"]);
        assert_eq!(paragraphs("below:\n| 週 | 數 |\n|---|---|\n| 1 | 30 |\n\nok", 0).len(), 5);
    }
}
