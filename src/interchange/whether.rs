//! Whether there was a reply, as the column 回覆與否 says it: a status, a person's yes or no, or a day; and the words beside that.

use super::values::{Dates, date, status_of, value};
use super::whether_words::{NO, YES};
use crate::calendar::{Date, Moment};
use crate::insight::Status;
use crate::labels::Text;
use crate::text::normal::fold_text;

/// What a cell of 回覆與否 says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Whether {
    /// A status, as an export shows it.
    Shown(Status),
    /// A reply came on this day.
    Day(Date),
    /// A reply came.
    Yes,
    /// One came, and it declined.
    Declined,
    /// None came.
    No,
    /// Words that are none of these.
    Words,
}

impl Whether {
    /// What a cell says.
    pub(super) fn of(cell: &str, dates: Dates) -> Whether {
        if let Some(status) = status_of(cell) {
            return Whether::Shown(status);
        }
        match value("replied", cell, dates) {
            Ok(None) => Whether::No,
            Ok(Some(day)) => Moment::parse(&day, dates.zone).map_or(Whether::Yes, |moment| Whether::Day(moment.day(dates.zone))),
            Err(_) => match said(cell, dates) {
                Some(Said { declined: true, .. }) => Whether::Declined,
                Some(Said { day: Some(day), .. }) => {
                    Moment::parse(&day, dates.zone).map_or(Whether::Yes, |moment| Whether::Day(moment.day(dates.zone)))
                }
                Some(said) if said.is_reply => Whether::Yes,
                Some(_) => Whether::No,
                None => Whether::Words,
            },
        }
    }

    /// Whether a status tells that the person stopped waiting.
    pub(super) fn is_end(status: Status) -> bool {
        matches!(status, Status::Closed | Status::Withdrawn | Status::Bounced)
    }
}

/// What a cell that is neither a status nor a bare yes, no or day says, with the words beside it.
///
/// # Errors
/// Why it says neither yes nor no, or why the date beside a yes cannot be read.
pub(super) fn read_said(cell: &str, dates: Dates, reason: Text) -> Result<Said, Text> {
    let said = said(cell, dates).ok_or(reason)?;
    let is_date = |text: &str| text.contains(|c: char| c.is_ascii_digit()) && !text.contains(|c: char| c.is_alphabetic());
    match date(&said.words, dates) {
        Err(fault) if is_date(&said.words) => Err(fault),
        _ => Ok(said),
    }
}

/// The words of a day that a cell begins with, and the rest from the word for a reply on: `2026/4/12 回，說下週看`.
pub(super) fn day_before(cell: &str) -> Option<(&str, &str)> {
    let (at, _) = cell.match_indices(['回', 'r', 'R', '有']).find(|(at, _)| {
        let rest = fold_text(&cell[*at..]);
        *at > 0 && ["回", "有回", "replied"].iter().any(|word| rest.starts_with(word))
    })?;
    let day = cell[..at].trim().trim_end_matches(['，', ',', ':', '：']).trim_end();
    (day.starts_with(|c: char| c.is_ascii_digit()) || day.starts_with("民國")).then_some((day, &cell[at..]))
}

/// What a person wrote beside a yes or no.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    /// Its day, where the cell begins with one.
    pub(super) day: Option<String>,
    /// Whether there was a reply.
    pub(super) is_reply: bool,
    /// Whether it declined.
    pub(super) declined: bool,
    /// The words beside it; empty where there are none.
    pub(super) words: String,
}

/// Replies that decline.
const DECLINED: [&str; 19] = [
    "已婉拒",
    "被婉拒",
    "對方婉拒",
    "對方婉拒了",
    "婉拒了",
    "婉拒",
    "對方拒絕",
    "對方拒絕了",
    "拒絕了",
    "已拒絕",
    "被拒絕",
    "拒絕",
    "被拒",
    "已拒",
    "declined",
    "rejected",
    "turned down",
    "refused",
    "said no",
];

/// What only somebody did who answered; the words stay.
const ANSWERED: [&str; 6] = ["約好", "約了", "已約", "答應", "同意", "轉介"];

/// What a cell of 回覆與否 says that begins with a yes or no, or with a word for a reply that declined, or with a day before one;
/// `None` where its first word is none of these.
pub(super) fn said(cell: &str, dates: Dates) -> Option<Said> {
    let cell = cell.trim();
    match day_before(cell) {
        Some((day, rest)) => Some(Said { day: Some(date(day, dates).ok()?), ..yes_or_no(rest)? }).filter(|said| said.is_reply),
        None => yes_or_no(cell),
    }
}

fn yes_or_no(cell: &str) -> Option<Said> {
    let folded = fold_text(cell);
    // A single letter may begin any word.
    let long = |word: &&str| word.chars().count() > 1 || !word.is_ascii();
    let kinds = [(DECLINED.as_slice(), true, true), (YES.as_slice(), true, false), (NO.as_slice(), false, false)];
    let mut words: Vec<(&str, bool, bool)> = kinds
        .iter()
        .flat_map(|(words, is_reply, declined)| words.iter().copied().filter(long).map(|word| (word, *is_reply, *declined)))
        .collect();
    words.sort_by_key(|(word, ..)| std::cmp::Reverse(word.chars().count()));
    // `No problem` is no `no`: behind an English one stands a sign, not another word.
    let ends = |word: &str, is_reply: bool, rest: &str| match word.is_ascii() && !is_reply {
        true => rest.trim_start().is_empty() || rest.trim_start().starts_with(PARTS),
        false => ends(rest),
    };
    if ANSWERED.iter().any(|word| folded.starts_with(word)) && !folded.contains(['沒', '未', '不', '還', '等', '?', '嗎']) {
        return Some(Said { day: None, is_reply: true, declined: false, words: cell.to_owned() });
    }
    let (word, is_reply, declined) =
        words.into_iter().find(|(word, is_reply, _)| folded.strip_prefix(word).is_some_and(|rest| ends(word, *is_reply, rest)))?;
    // Folding a width keeps the count of characters.
    let rest: String = cell.chars().skip(word.chars().count()).collect();
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || PARTS.contains(&c)).trim();
    let closed = [('(', ')'), ('（', '）'), ('「', '」')].iter().find(|(open, close)| rest.ends_with(*close) && !rest.contains(*open));
    let rest = closed.map_or(rest, |(_, close)| rest.trim_end_matches(*close));
    // `Yes/No` says neither.
    if is_reply && NO.contains(&fold_text(rest).trim_start_matches("and ")) {
        return None;
    }
    // `Yes but declined`: which kind of reply it was, and words only where there are more.
    let refusal = is_reply && !declined && refuses(rest).is_some();
    let words = if refuses(rest) == Some(true) && is_reply { "" } else { rest };
    Some(Said { day: None, is_reply, declined: declined || refusal, words: words.to_owned() })
}

/// Whether words behind a yes begin with a word for a refusal, and whether that is all they say.
fn refuses(words: &str) -> Option<bool> {
    let folded = fold_text(words);
    let bare = ["but ", "但是", "但", "不過"].iter().find_map(|but| folded.strip_prefix(but)).unwrap_or(&folded).trim_start();
    let rest = |word: &&str| bare.strip_prefix(*word).filter(|rest| ends(rest));
    let rest = DECLINED.iter().filter_map(rest).min_by_key(|rest| rest.len())?;
    Some(rest.chars().all(|c| c.is_whitespace() || PARTS.contains(&c)))
}

/// Whether a word ends before the rest.
fn ends(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || PARTS.contains(&c))
}

/// What parts a yes from the words beside it.
const PARTS: [char; 19] = ['，', ',', '、', '。', '.', '；', ';', '：', ':', '!', '！', '(', '（', '-', '–', '—', '/', '「', '\n'];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::Epoch;

    #[test]
    fn a_yes_or_no_is_read_off_and_the_words_stay() {
        for (cell, wanted) in [
            ("有，對方說下週通話", Some((true, false, "對方說下週通話"))),
            ("已回覆：寄了兩篇文章", Some((true, false, "寄了兩篇文章"))),
            ("是（約了下週）", Some((true, false, "約了下週"))),
            ("Yes, she will call", Some((true, false, "she will call"))),
            ("Declined", Some((true, true, ""))),
            ("已婉拒，說太忙", Some((true, true, "說太忙"))),
            ("Yes but declined", Some((true, true, ""))),
            ("有，但婉拒了", Some((true, true, ""))),
            ("有，對方拒絕，說太忙", Some((true, true, "對方拒絕，說太忙"))),
            ("婉拒了", Some((true, true, ""))),
            ("No reply yet, ask in May", Some((false, false, "ask in May"))),
            ("還沒回，下週再問", Some((false, false, "下週再問"))),
            ("沒有，下週再問", Some((false, false, "下週再問"))),
            ("已讀不回 改天再說", Some((false, false, "改天再說"))),
            ("No - try again", Some((false, false, "try again"))),
            ("No problem, happy to help", None),
            ("None of these: pick C", None),
            ("No longer works there", None),
            ("Yes/No", None),
            ("Yes and no", None),
            ("Yes (declined)", Some((true, true, ""))),
            ("Yes: she declined", Some((true, false, "she declined"))),
            ("約好了", Some((true, false, "約好了"))),
            ("轉介給王小姐", Some((true, false, "轉介給王小姐"))),
            ("約了還沒回", None),
            ("同意嗎", None),
            ("她說下週回", None),
            ("有人介紹", None),
            ("無法確定", None),
            ("Notes", None),
            ("", None),
        ] {
            let wanted =
                wanted.map(|(is_reply, declined, words): (_, _, &str)| Said { is_reply, declined, words: words.to_owned(), day: None });
            assert_eq!(yes_or_no(cell), wanted, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_cell_is_read(cell in ".{0,30}", mixed in "[有否Yyes，,（）() 婉拒Ｎｏ]{0,12}") {
            let dates = Dates { order: None, zone: crate::calendar::Zone::named("UTC").expect("in the database"), epoch: Epoch::Of1900 };
            said(&cell, dates);
            said(&mixed, dates);
        }
    }
}
