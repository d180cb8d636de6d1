//! Generates a journal of any size: half Chinese, with threads, replies, versions, drafts. The same
//! number gives the same bytes.

use std::fs;
use std::path::Path;

const SURNAMES: [&str; 10] = ["王", "李", "張", "劉", "陳", "楊", "黃", "吳", "林", "蔡"];
const GIVEN: [&str; 10] = ["雅婷", "志明", "怡君", "家豪", "詩涵", "冠宇", "佳穎", "柏翰", "思妤", "俊傑"];
const FIRST: [&str; 8] = ["Priya", "Daniel", "Marta", "Owen", "Hannah", "Rohan", "Lukas", "Emil"];
const LAST: [&str; 8] = ["Nair", "Okafor", "Silva", "Reed", "Whitcombe", "Deshpande", "Braun", "Holt"];
const ZH: [&str; 8] = [
    "讀了您談小預算品牌怎麼看報表的文章，您說先定義一個轉換事件，正好點出我最近最想弄懂的部分。",
    "我在傳產工廠做業務助理，目標是半年內轉到數位行銷，已經完成八週的基礎課程。",
    "這個月用 1,200 筆工作階段練習設定轉換事件，發現六成的流失在運費頁，但改文案沒有效果。",
    "卡在看到報表卻不知道下一步該驗證什麼，兩種做法各試了一週，差不到百分之六。",
    "以您的經驗來看，我「先學工具、再補統計」的做法，最大的盲點可能是什麼？",
    "如果只能先做一件事，您會先做運費門檻的測試，還是先訪談五位沒結帳的客人？",
    "方便時回一句話就很足夠；若近期不方便，不回覆也完全沒關係，謝謝您。",
    "上次您建議我先只看一個事件，我照做了三週，把每天的數字記在一張表上。",
];
const EN: [&str; 8] = [
    "Your post on access control in bank data platforms answered something I could not find elsewhere.",
    "I spent eighteen years in manufacturing systems and I am moving into data engineering this year.",
    "My practice project loads about 40 GB of transactions a day, and I tried both options for a week.",
    "What I cannot test is what data residency rules usually allow in a team like yours.",
    "In the teams you have worked with, which of the two do you see more often, and why?",
    "If you could change one thing on the first page, what would it be?",
    "One line is plenty, whenever you have a moment; if now isn't a good time, no reply is fine.",
    "Since then I have switched to that single event and logged it for three weeks.",
];

/// A small generator of numbers, so that the journal is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).expect("small")
    }
}

/// Writes a journal of `count` requests into `root`, unless one of that size is there.
pub(crate) fn generate(root: &Path, count: usize) {
    let done = root.join(".generated");
    if fs::read_to_string(&done).is_ok_and(|text| text == count.to_string()) {
        return;
    }
    fs::create_dir_all(root.join("templates")).expect("made");
    fs::write(root.join("asklog.yaml"), "title: 量測\nlang: zh-TW\ntimezone: Asia/Taipei\nsite: {privacy: full}\n").expect("written");
    for (id, lang) in [("blind-spot", "zh-TW"), ("choice", "en")] {
        let text = format!(
            "---\ntitle: {id}\nversion: 4\nkind: ask-learning\nlang: {lang}\nvariables:\n  topic: {{meaning: topic, sample: GA4}}\n---\n\n{{{{ recipient }}}}\n\n{{{{ topic }}}}?\n"
        );
        fs::write(root.join(format!("templates/{id}.md")), text).expect("written");
    }
    let mut numbers = Numbers(42);
    let mut letters: Vec<(String, String)> = Vec::new();
    for number in 0..count {
        let (path, text, letter) = entry(number, count, &letters, &mut numbers);
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
        letters.extend(letter);
    }
    fs::write(done, count.to_string()).expect("written");
}

fn entry(number: usize, count: usize, letters: &[(String, String)], numbers: &mut Numbers) -> (String, String, Option<(String, String)>) {
    // Letters of twelve years, up to 2026-04-12.
    let day = chrono_day(number * 4_380 / count);
    let chinese = number.is_multiple_of(2);
    let name = if chinese {
        format!("{}{}", SURNAMES[numbers.below(10)], GIVEN[numbers.below(10)])
    } else {
        format!("{} {}", FIRST[numbers.below(8)], LAST[numbers.below(8)])
    };
    let slug = format!("{}-{number}", name.replace(' ', "-"));
    let id = format!("{day}-{slug}");
    let path = format!("requests/{}/{id}.md", &day[..4]);
    let nudge = number % 9 == 8 && !letters.is_empty();
    let (kind, follows) = match letters.last().filter(|_| nudge) {
        Some((before, _)) => ("nudge", format!("follows: {before}\n")),
        None => (["ask-learning", "ask-technical", "ask-feedback", "thanks"][number % 4], String::new()),
    };
    let name = letters.last().filter(|_| nudge).map_or(name, |(_, name)| name.clone());
    let replied = if number.is_multiple_of(5) { format!("replied: {day}\noutcome: [answer]\n") } else { String::new() };
    let sent = if number % 50 == 49 { String::new() } else { format!("sent: {day}T09:30+08:00\n") };
    let replied = if sent.is_empty() { String::new() } else { replied };
    let template = if chinese { "blind-spot" } else { "choice" };
    let lines = if chinese { &ZH } else { &EN };
    let mut body = if chinese { format!("{name}您好，\n\n") } else { format!("Hi {name},\n\n") };
    for _ in 0..4 + numbers.below(4) {
        body.push_str(lines[numbers.below(8)]);
        body.push_str("\n\n");
    }
    if !replied.is_empty() {
        body.push_str(&format!("## Reply {day}\n\n{}\n\n## Reflection\n\n{}\n", lines[numbers.below(8)], lines[numbers.below(8)]));
    }
    let text = format!(
        "---\nkind: {kind}\nto:\n  name: {name}\n  role: data\n  background: {}\n  tie: none\nchannel: email\nsubject: {}\nsummary: {}\ntemplate: {template}@{}\n{sent}{replied}{follows}next: {}\ntags: [ga4, sql]\n---\n\n{body}",
        if chinese { "帶過三位轉職新人" } else { "maintains pipelines" },
        if chinese { "請教一個盲點" } else { "One question" },
        if chinese { "請教自學順序" } else { "Which of the two" },
        1 + number * 4 / count.max(1),
        if chinese { "背景縮成兩句" } else { "Ask one question" },
    );
    (path, text, (kind != "nudge" && kind != "thanks").then_some((id, name)))
}

/// The day so many days after 2014-04-13.
fn chrono_day(days: usize) -> String {
    let (mut year, mut left) = (2014, days + 102);
    loop {
        let leap = year % 4 == 0;
        let length = if leap { 366 } else { 365 };
        if left < length {
            break;
        }
        left -= length;
        year += 1;
    }
    let leap = year % 4 == 0;
    let months = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while left >= months[month] {
        left -= months[month];
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, left + 1)
}
