//! Facts that lie ahead of an exported table, or came after it: they are there, they come back, and no untouched export contradicts itself.

use crate::deleted_columns::without;
use crate::edited_tables::{SETTINGS, import, says, table, with};
use crate::program::{Journal, files};

const AHEAD: [(&str, &str); 6] = [
    ("2026-04-25-林雅婷", "kind: ask-learning\nto: {name: 林雅婷}\nchannel: email\nsummary: 排程寄出的信\nsent: 2026-04-25\n"),
    (
        "2026-04-10-王經理",
        "kind: ask-learning\nto: {name: 王經理}\nchannel: email\nsummary: 問甲\nsent: 2026-04-10T09:00+08:00\nreplied: 2026-04-28\noutcome: [answer]\n",
    ),
    ("2026-04-01-王志明", "kind: ask-learning\nto: {name: 王志明}\nchannel: line\nsummary: 問乙\nsent: 2026-04-01\nreplied: 2026-04-03\n"),
    ("2026-04-02-吳佳蓉", "kind: ask-learning\nto: {name: 吳佳蓉}\nchannel: line\nsummary: 問丙\nsent: 2026-04-02\n"),
    (
        "2026-04-26-吳佳蓉",
        "kind: nudge\nto: {name: 吳佳蓉}\nchannel: line\nsummary: 提醒\nfollows: 2026-04-02-吳佳蓉\nsent: 2026-04-26\nreplied: 2026-04-27\n",
    ),
    (
        "2026-04-03-Amy-Lin",
        "kind: ask-learning\nto: {name: Amy Lin}\nchannel: email\nsummary: one\nsent: 2026-04-03\nclosed: 2026-05-01\nclose_reason: withdrawn\n",
    ),
];

fn journal() -> Journal {
    let page = |(id, front): (&str, &str)| (format!("requests/2026/{id}.md"), format!("---\n{front}---\n\n您好，請問先學哪一個？\n"));
    let pages: Vec<(String, String)> = AHEAD.into_iter().map(page).collect();
    let mut all: Vec<(&str, &str)> = pages.iter().map(|(path, page)| (path.as_str(), page.as_str())).collect();
    all.push(("asklog.yaml", SETTINGS));
    Journal::new(&all)
}

#[test]
fn what_lies_ahead_is_exported_and_comes_back() {
    let journal = journal();
    let whole = table(&journal);
    let column = |name: &str| whole[0].iter().position(|heading| heading == name).expect("a column");
    let row = |id: &str| whole.iter().find(|row| row[column("id")] == id).expect("a row");
    let (draft, waiting) = (row("2026-04-25-林雅婷"), row("2026-04-10-王經理"));
    assert_eq!((draft[0].as_str(), draft[3].as_str(), draft[column("sent")].as_str()), ("", "草稿", "2026-04-25"));
    assert_eq!((waiting[column("replied")].as_str(), waiting[column("outcome")].as_str()), ("2026-04-28", "answer"));
    assert_ne!(waiting[3], "已回覆");
    let json: serde_json::Value = serde_json::from_str(&journal.run(&["export", "--format", "json"]).out).expect("JSON");
    let entry = json["entries"].as_array().expect("a list").iter().find(|entry| entry["id"] == "2026-04-25-林雅婷").expect("there");
    assert_eq!((entry["sent"].as_str(), entry["status"].as_str()), (Some("2026-04-25"), Some("draft")));
    let other = Journal::new(&[("asklog.yaml", SETTINGS)]);
    let ran = import(&other, &whole);
    says(&ran, &["新增 6 筆"]);
    assert!(!ran.err.contains("看得見的那一欄"), "{}", ran.err);
    for (id, _) in AHEAD {
        let path = format!("2026/{id}.md");
        let lines = |journal: &Journal| {
            let page = std::fs::read_to_string(journal.root().join("requests").join(&path)).unwrap_or_else(|_| panic!("{id}"));
            let facts = ["sent:", "replied:", "closed:", "close_reason:", "outcome:"];
            page.lines().filter(|line| facts.iter().any(|fact| line.starts_with(fact))).map(ToOwned::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines(&other), lines(&journal), "{id}");
    }
}

#[test]
fn an_untouched_export_contradicts_nothing_now_or_when_the_day_has_come() {
    let journal = journal();
    let whole = table(&journal);
    let before = files(&journal.root().join("requests"));
    import(&journal, &whole);
    for now in ["2026-04-12", "2026-04-27", "2026-05-09"] {
        let ran = journal.run(&["--now", now, "import", "t.csv"]);
        assert!(ran.err.contains("新增 0 筆，已經有的 6 筆，內容不同的 0 筆"), "{now}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{now}: {}", ran.err);
        let other = Journal::new(&[("asklog.yaml", SETTINGS)]);
        std::fs::copy(journal.root().join("t.csv"), other.root().join("t.csv")).expect("copied");
        let ran = other.run(&["--now", now, "import", "t.csv"]);
        assert!(ran.err.contains("新增 6 筆") && ran.err.lines().count() == 1, "{now}: {}", ran.err);
    }
    assert_eq!(files(&journal.root().join("requests")), before);
    // What a person writes over it is told as ever.
    for (id, cell, told) in [
        ("2026-04-01-王志明", "否", "回覆與否（求援誌：已回覆；表格：否）"),
        ("2026-04-01-王志明", "等候回覆", "回覆與否（求援誌：已回覆；表格：等候回覆）"),
        ("2026-04-25-林雅婷", "是", "回覆與否（求援誌：草稿；表格：是）"),
    ] {
        says(&import(&journal, &with(whole.clone(), id, "回覆與否", cell)), &["內容不同的 1 筆", told]);
    }
}

#[test]
fn a_deleted_column_asks_for_no_lesser_fact() {
    let journal = journal();
    let whole = table(&journal);
    let before = files(&journal.root().join("requests"));
    let mut cuts: Vec<Vec<&str>> = whole[0].iter().map(|name| vec![name.as_str()]).collect();
    cuts.extend([
        vec!["id", "kind"],
        vec!["id", "sent"],
        vec!["kind", "sent"],
        vec!["sent", "closed"],
        vec!["sent", "closed", "id"],
        vec!["kind", "source", "to.name"],
        vec!["發送時間", "sent"],
        vec!["回覆與否", "closed"],
        vec!["回覆與否", "replied", "outcome"],
        vec!["sent", "closed", "replied", "outcome", "close_reason"],
    ]);
    for cut in cuts {
        import(&journal, &without(&whole, &cut));
        for now in ["2026-04-12", "2026-04-27", "2026-05-09"] {
            let ran = journal.run(&["--now", now, "import", "t.csv"]);
            says(&ran, &["新增 0 筆，已經有的 6 筆，內容不同的 0 筆，略過 0 筆"]);
            assert!(!ran.err.contains("asklog set") && !ran.err.contains("清空"), "{now} {cut:?}: {}", ran.err);
        }
    }
    assert_eq!(files(&journal.root().join("requests")), before);
}

#[test]
fn what_is_true_today_is_no_difference_and_takes_no_fact_away() {
    let journal = journal();
    let whole = table(&journal);
    for (id, column, cell) in [
        ("2026-04-10-王經理", "回覆與否", "否"),
        ("2026-04-10-王經理", "回覆與否", "還沒"),
        ("2026-04-25-林雅婷", "發送時間", "2026/4/25"),
        ("2026-04-03-Amy-Lin", "回覆與否", "否"),
    ] {
        let ran = import(&journal, &with(whole.clone(), id, column, cell));
        says(&ran, &["已經有的 6 筆，內容不同的 0 筆"]);
        assert!(!ran.err.contains("asklog set"), "{cell}: {}", ran.err);
    }
    // What lies ahead and was emptied behind the visible column is nothing yet: no command erases it.
    for (id, key) in [("2026-04-10-王經理", "replied"), ("2026-04-25-林雅婷", "sent"), ("2026-04-03-Amy-Lin", "closed")] {
        let ran = import(&journal, &with(whole.clone(), id, key, ""));
        assert!(!ran.err.contains("asklog set"), "{key}: {}", ran.err);
    }
}

#[test]
fn an_export_from_before_a_fact_tells_the_difference_and_advises_nothing() {
    let journal = journal();
    let old = table(&journal);
    assert_eq!(journal.run(&["reply", "2026-04-02-吳佳蓉", "--at", "2026-04-08", "--outcome", "answer"]).status, 0);
    assert_eq!(journal.run(&["set", "2026-04-02-吳佳蓉", "problem=ga4"]).status, 0);
    let ran = import(&journal, &old);
    says(&ran, &["已經有的 5 筆，內容不同的 1 筆", "replied（求援誌：2026-04-08；表格：–）", "problem（求援誌：ga4；表格：–）"]);
    assert!(!ran.err.contains("要改成表格的內容"), "{}", ran.err);
    // What was written into the visible cell is advised all the same, and nothing else.
    let edited = with(old, "問丙", "下一步優化", "短一點");
    let ran = import(&journal, &edited);
    says(&ran, &["asklog set 2026-04-02-吳佳蓉 next=短一點\n"]);
    assert_eq!(ran.err.matches("要改成表格的內容").count(), 1, "{}", ran.err);
}
