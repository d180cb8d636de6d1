//! A cell's words as the value of its key: dates, yes and no, and the words of closed lists in both languages.

use super::lists::items;
use super::whether::{Whether, day_before};
use super::whether_words::{NO, YES};
use crate::calendar::{DateOrder, Epoch, LooseFault, Moment, Zone, parse_loose_from};
use crate::insight::Status;
use crate::journal::{CHANNELS, Kind, Outcome, Tie};
use crate::labels::{Labels, Lang, Text, text};
use crate::text::normal::{fold_name, fold_text};

/// How dates are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dates {
    /// Which number is the month, where the person said.
    pub(crate) order: Option<DateOrder>,
    /// The journal's zone.
    pub(crate) zone: Zone,
    /// What a number counts from, by the workbook's own setting.
    pub(crate) epoch: Epoch,
}

/// The value of a key as an entry's file holds it; `None` where the cell says nothing.
///
/// # Errors
/// Why the cell cannot be that key's value, and what to do.
pub(crate) fn value(key: &str, cell: &str, dates: Dates) -> Result<Option<String>, Text> {
    if matches!(key, "message" | "reply" | "reflection" | "notes") {
        let text = cell.trim_end().trim_start_matches('\n');
        return Ok((!text.trim().is_empty()).then(|| text.to_owned()));
    }
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    match key {
        "noticed" | "sent" | "closed" | "follow_up" | "deadline" => date(cell, dates).map(Some),
        "replied" => replied(cell, dates),
        "kind" => Ok(Some(word_of("kind", cell, Kind::WORDS))),
        "to.tie" => Ok(Some(word_of("tie", cell, Tie::WORDS))),
        "outcome" => Ok(Some(items(cell).iter().map(|item| word_of("outcome", item, Outcome::WORDS)).collect::<Vec<_>>().join(", "))),
        "channel" => Ok(Some(channel(cell))),
        "link" => Ok(Some(link(cell))),
        "forecast" => Ok(Some(share(cell))),
        "tags" | "allow" => Ok(Some(cell.to_owned())),
        _ => Ok(Some(one_line(cell))),
    }
}

/// The text on one line, a blank where lines broke.
pub(crate) fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A date as people write it.
///
/// # Errors
/// Why it cannot be read, and what to type.
pub(super) fn date(cell: &str, dates: Dates) -> Result<String, Text> {
    parse_loose_from(cell, dates.order, dates.zone, dates.epoch).map(|moment: Moment| moment.to_string()).map_err(|fault| match fault {
        LooseFault::Unknown => text!("import.date.unknown", value = cell),
        LooseFault::EitherWay => text!("import.date.either-way", value = cell),
        LooseFault::NoYear => text!("import.date.no-year", value = cell),
        LooseFault::ShortYear => text!("import.date.short-year", value = cell),
        LooseFault::NoSuchDay => text!("import.date.no-such-day", value = cell),
    })
}

/// `yes`, a day, or nothing: the words of yes and no, the statuses that an export shows, a date, or a yes with a date.
fn replied(cell: &str, dates: Dates) -> Result<Option<String>, Text> {
    let folded = fold_name(cell);
    let folded = folded.replace(' ', "");
    let bare = folded.trim_matches(['。', '.', '!', '！', '"', '-', '—', '–', '/', ',', '，']);
    let status = status_of(bare);
    if bare.is_empty() || NO.contains(&bare) || status.is_some_and(|status| status != Status::Replied) {
        return Ok(None);
    }
    if YES.contains(&bare) || status.is_some() {
        return Ok(Some("yes".to_owned()));
    }
    match parse_loose_from(cell, dates.order, dates.zone, dates.epoch) {
        // Of what is a date, only not a plain one, what is wrong with it.
        Err(LooseFault::Unknown) => {}
        _ => return date(cell, dates).map(Some),
    }
    // `有（2026/4/10）`, `已回覆 2026/4/10`: the longest word first.
    let folded = fold_text(cell);
    let mut yes: Vec<&str> = YES.iter().copied().filter(|word| word.chars().count() > 1 || !word.is_ascii()).collect();
    yes.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let inside = |text: &str| text.trim_matches([' ', '(', ')', ':', ',', '，', '、', '；', ';', '-']).to_owned();
    let rest = yes.iter().find_map(|word| folded.strip_prefix(word).or_else(|| folded.strip_suffix(word))).map(inside);
    match rest.filter(|rest| !rest.is_empty()) {
        Some(rest) if rest.contains(|c: char| c.is_ascii_digit()) && !is_no_date(&rest, dates) => date(&rest, dates).map(Some),
        _ => match day_before(cell).and_then(|(day, _)| date(day, dates).err()) {
            Some(fault) => Err(fault),
            None => Err(not_whether(cell)),
        },
    }
}

/// Whether words are like no date at all, so that the whole cell is what cannot be read: `回覆率 50%`.
fn is_no_date(words: &str, dates: Dates) -> bool {
    let fault = parse_loose_from(words, dates.order, dates.zone, dates.epoch).err();
    fault == Some(LooseFault::Unknown)
}

/// Why words say neither yes nor no: an end beside a day or a reason is read where it stands alone.
pub(super) fn not_whether(cell: &str) -> Text {
    let first = cell.split(|c: char| c.is_whitespace() || "（(，,：:；;、-–".contains(c)).next().unwrap_or_default();
    match status_of(first).filter(|status| Whether::is_end(*status)) {
        Some(_) => text!("import.replied.end", value = one_line(cell), word = first),
        None => text!("import.replied.unknown", value = one_line(cell)),
    }
}

/// Other words for the statuses that no yes or no is.
const OTHERWISE: [(&[&str], Status); 4] = [
    (&["結束等待", "不等了", "不再等"], Status::Closed),
    (&["已撤回", "撤回", "收回"], Status::Withdrawn),
    (&["完成", "已解決", "解決", "solved", "finished"], Status::Done),
    (&["被退信", "被退回", "退回"], Status::Bounced),
];

/// The status that a cell shows in one of the languages, or that a person means.
pub(super) fn status_of(cell: &str) -> Option<Status> {
    let folded = fold_name(cell);
    if let Some((_, status)) = OTHERWISE.iter().find(|(words, _)| words.contains(&folded.as_str())) {
        return Some(*status);
    }
    let shown = |status: Status, lang: Lang| fold_name(&Labels::of(lang).word("status", status.word()));
    Status::ALL.iter().copied().find(|status| shown(*status, Lang::ZhTw) == folded || shown(*status, Lang::En) == folded)
}

/// The word of a closed list that a cell means, in either language; the cell itself where it means none.
fn word_of(group: &str, cell: &str, words: &[&'static str]) -> String {
    let folded = fold_name(cell);
    let meant = words.iter().find(|word| {
        let shown = |lang| fold_name(&Labels::of(lang).word(group, word));
        fold_name(word) == folded || shown(Lang::ZhTw) == folded || shown(Lang::En) == folded
    });
    meant.map_or_else(|| one_line(cell), |word| (*word).to_owned())
}

/// What people call the channels, folded.
const CHANNEL_NAMES: [(&str, &[&str]); 12] = [
    ("email", &["email", "mail", "gmail", "信件", "電郵", "e-mail", "寄信", "信箱"]),
    ("linkedin-dm", &["linkedin", "linkedin訊息", "領英", "linkedindm", "linkedin私信", "linkedinmessage"]),
    ("linkedin-note", &["linkedin邀請", "linkedinnote"]),
    ("facebook", &["fb", "臉書", "臉書社團", "fb社團"]),
    ("messenger", &["fb訊息", "臉書訊息", "fbmessenger"]),
    ("instagram", &["ig", "ig私訊", "instagramdm"]),
    ("line", &["賴", "line訊息"]),
    ("threads", &["脆"]),
    ("x", &["twitter", "推特"]),
    ("in-person", &["面對面", "當面", "見面", "面談", "實體"]),
    ("phone", &["電話", "手機", "call"]),
    ("teams", &["microsoftteams", "msteams"]),
];

fn channel(cell: &str) -> String {
    // Control characters are not written: a word is told by what is left of it.
    let cell = &cell.chars().filter(|c| !c.is_control()).collect::<String>();
    let known = word_of("channel", cell, &CHANNELS);
    if CHANNELS.contains(&known.as_str()) {
        return known;
    }
    let folded = fold_name(cell);
    let named = CHANNEL_NAMES.iter().find(|(_, names)| names.contains(&folded.as_str()));
    named.map_or(known, |(channel, _)| (*channel).to_owned())
}

/// An address with its scheme, where only that is missing.
fn link(cell: &str) -> String {
    let has_scheme = cell.contains("://");
    let is_host = !cell.contains(char::is_whitespace) && cell.split('/').next().is_some_and(|host| host.contains('.') && host.is_ascii());
    if !has_scheme && is_host { format!("https://{cell}") } else { one_line(cell) }
}

/// `40%` as `0.4`.
fn share(cell: &str) -> String {
    let percent = cell.strip_suffix(['%', '％']).and_then(|number| number.trim().parse::<f64>().ok());
    percent.map_or_else(|| cell.to_owned(), |percent| (percent / 100.0).to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(key: &str, cell: &str) -> Result<Option<String>, ()> {
        let zone = Zone::named("Asia/Taipei").expect("in the database");
        value(key, cell, Dates { order: None, zone, epoch: Epoch::Of1900 }).map_err(|_| ())
    }

    #[test]
    fn knows_yes_and_no_as_people_write_them() {
        for cell in ["是", "有", "已回覆", "V", "v", "✓", "○", "yes", "Y", "TRUE", "1", "Ｖ", "replied", "已回覆。", " 有 "]
        {
            assert_eq!(read("replied", cell), Ok(Some("yes".into())), "{cell}");
        }
        for cell in [
            "否",
            "無",
            "沒",
            "未回覆",
            "已讀不回",
            "✗",
            "X",
            "no",
            "N",
            "false",
            "0",
            "",
            "  ",
            "等候回覆",
            "可以跟進",
            "waiting",
            "草稿",
            "-",
            "N/A",
            "沒有",
            "No reply yet",
            "Not replied",
            "not yet",
            "Hasn't replied yet",
            "Did not reply",
            "Awaiting reply",
            "尚未回覆",
            "尚未回信",
            "沒收到回覆",
            "Still waiting",
            "還沒",
            "還沒回",
            "待回覆",
            "無回應",
            "沒有回",
            "沒回",
            "石沉大海",
        ] {
            assert_eq!(read("replied", cell), Ok(None), "{cell}");
        }
        for cell in
            ["2026/4/10", "115/4/10", "有（2026/4/10）", "已回覆 2026/4/10", "有 115/4/10", "2026/4/10 已回覆", "46122", "是,2026-04-10"]
        {
            assert_eq!(read("replied", cell), Ok(Some("2026-04-10".into())), "{cell}");
        }
        for cell in ["4/10", "她說先看事件", "有，她說先看事件", "2", "Sent", "Not started"] {
            assert_eq!(read("replied", cell), Err(()), "{cell}");
        }
    }

    #[test]
    fn knows_words_of_both_languages() {
        for (key, cell, read_as) in [
            ("kind", "請教學習", "ask-learning"),
            ("kind", "ask-intro", "ask-intro"),
            ("kind", "Gentle nudge", "nudge"),
            ("to.tie", "熟識", "strong"),
            ("channel", "電子郵件", "email"),
            ("channel", "LinkedIn", "linkedin-dm"),
            ("channel", "Line", "line"),
            ("channel", "讀書會", "讀書會"),
            ("outcome", "建議、meeting", "建議, meeting"),
            ("forecast", "40%", "0.4"),
            ("link", "example.org/a", "https://example.org/a"),
            ("summary", "請教\r\n盲點", "請教 盲點"),
        ] {
            let wanted = if cell.starts_with("建議") { None } else { Some(read_as.to_owned()) };
            let got = read(key, cell).expect("read");
            assert!(wanted.is_none() || got == wanted, "{cell}: {got:?}");
        }
    }

    proptest! {
        #[test]
        fn any_cell_is_read_or_refused(cell in ".{0,30}", which in 0_usize..24) {
            let _ = read(crate::journal::KEYS[which], &cell);
        }
    }
}
