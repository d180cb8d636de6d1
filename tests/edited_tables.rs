//! The exported table as people go on with it: edited in a spreadsheet, cut to the columns that they know, corrected, and imported again.

use crate::program::{Journal, Ran, files};

pub(crate) const SETTINGS: &str = "lang: zh-TW\ntimezone: Asia/Taipei\n";
const YA: &str = "---\nkind: ask-learning\nto:\n  name: 林雅婷\n  background: 十年電商\nchannel: email\nsubject: 請教盲點\nsent: 2026-04-08T09:30+08:00\nnext: 背景縮短\n---\n\n雅婷經理您好，請問先學哪一個？\n";
const MING: &str = "---\nkind: ask-technical\nto: {name: 王志明, role: 工程師}\nchannel: line\nsummary: 請教資料表\nsent: 2026-04-01\nreplied: 2026-04-03\noutcome: [answer]\n---\n\n志明您好，請問這兩張表哪一張比較對？\n\n## 回覆 王志明 2026-04-03\n\n第二張。\n";
const PRIYA: &str = "---\nkind: ask-learning\nto: {name: Priya Nair, background: 'data, ten years'}\nchannel: linkedin-dm\nsent: 2026-04-02\n---\n\nHi Priya, which of the two clouds do banks use?\n";

pub(crate) fn journal() -> Journal {
    Journal::new(&[
        ("asklog.yaml", SETTINGS),
        ("requests/2026/2026-04-08-林雅婷.md", YA),
        ("requests/2026/2026-04-01-王志明.md", MING),
        ("requests/2026/2026-04-02-Priya-Nair.md", PRIYA),
    ])
}

/// The exported table's cells.
pub(crate) fn table(journal: &Journal) -> Vec<Vec<String>> {
    let export = journal.run(&["export", "--format", "csv"]);
    let text = export.out.trim_start_matches('\u{feff}').to_owned();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(ToOwned::to_owned).collect()).collect()
}

/// The table with the cell of a row and a column, by its heading's first place, said otherwise.
pub(crate) fn with(mut table: Vec<Vec<String>>, row: &str, column: &str, cell: &str) -> Vec<Vec<String>> {
    let at = table[0].iter().position(|name| name == column).expect("a column");
    let row = table.iter_mut().find(|cells| cells.iter().any(|cell| cell == row)).expect("a row");
    cell.clone_into(&mut row[at]);
    table
}

pub(crate) fn five(table: &[Vec<String>]) -> Vec<Vec<String>> {
    table.iter().map(|row| row[..5].to_vec()).collect()
}

pub(crate) fn import(journal: &Journal, table: &[Vec<String>]) -> Ran {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in table {
        writer.write_record(row).expect("written");
    }
    let bytes = writer.into_inner().expect("written");
    std::fs::write(journal.root().join("t.csv"), bytes).expect("written");
    journal.run(&["import", "t.csv"])
}

pub(crate) fn says(ran: &Ran, words: &[&str]) {
    for word in words {
        assert!(ran.err.contains(word), "{word}\n{}", ran.err);
    }
}

#[test]
fn an_edit_in_the_five_columns_is_told_with_what_to_type() {
    for (id, column, cell, told, command) in [
        ("2026-04-08-林雅婷", "下一步優化", "問題二選一", "下一步優化（求援誌：背景縮短；表格：問題二選一）", "next=問題二選一"),
        ("2026-04-08-林雅婷", "下一步優化", "", "下一步優化（求援誌：背景縮短；表格：–）", "next="),
        ("2026-04-08-林雅婷", "內容摘要", "請教 GA4", "內容摘要（求援誌：請教盲點；表格：請教 GA4）", "'summary=請教 GA4'"),
        ("2026-04-08-林雅婷", "發送時間", "2026/4/7", "發送時間（求援誌：2026-04-08T09:30+08:00；表格：2026-04-07）", "sent=2026-04-07"),
        (
            "2026-04-08-林雅婷",
            "對象背景",
            "林雅婷，十二年電商",
            "對象背景（求援誌：林雅婷，十年電商；表格：林雅婷，十二年電商）",
            "to.background=十二年電商",
        ),
        ("2026-04-08-林雅婷", "回覆與否", "2026/4/10", "回覆與否（求援誌：等候回覆；表格：2026-04-10）", "replied=2026-04-10"),
        ("2026-04-08-林雅婷", "回覆與否", "已回覆", "回覆與否（求援誌：等候回覆；表格：已回覆）", "replied=yes"),
        ("2026-04-01-王志明", "回覆與否", "否", "回覆與否（求援誌：已回覆；表格：否）", "replied="),
        ("2026-04-01-王志明", "下一步優化", "附上圖", "下一步優化（求援誌：–；表格：附上圖）", "next=附上圖"),
    ] {
        let journal = journal();
        let ran = import(&journal, &with(table(&journal), id, column, cell));
        says(&ran, &["新增 0 筆，已經有的 2 筆，內容不同的 1 筆，略過 0 筆", told, &format!("asklog set {id} {command}")]);
        assert_eq!(journal.read(&format!("requests/2026/{id}.md")), if id.ends_with('婷') { YA } else { MING }, "nothing changed");
    }
}

#[test]
fn the_command_that_is_told_does_it() {
    let journal = journal();
    let edited = with(table(&journal), "2026-04-08-林雅婷", "內容摘要", "請教 GA4 的'順序'");
    let ran = import(&journal, &edited);
    let command = ran.err.lines().find_map(|line| line.split_once("asklog set ")).expect(&ran.err).1;
    assert_eq!(command, "2026-04-08-林雅婷 'summary=請教 GA4 的'\\''順序'\\'''");
    journal.run(&["set", "2026-04-08-林雅婷", "summary=請教 GA4 的'順序'"]);
    says(&import(&journal, &edited), &["新增 0 筆，已經有的 3 筆，內容不同的 0 筆"]);
}

#[test]
fn an_old_export_tells_what_changed_since_and_nothing_twice() {
    let journal = journal();
    let old = table(&journal);
    journal.run(&["set", "2026-04-08-林雅婷", "next=問題只留一個", "replied=2026-04-10"]);
    let ran = import(&journal, &old);
    says(&ran, &["內容不同的 1 筆", "next（求援誌：問題只留一個；表格：背景縮短）"]);
    assert!(!ran.err.contains("下一步優化（") && !ran.err.contains("回覆與否（"), "{}", ran.err);
}

#[test]
fn where_the_two_contradict_each_other_the_visible_one_is_taken_and_said() {
    let journal = journal();
    let edited = with(table(&journal), "2026-04-08-林雅婷", "下一步優化", "問題二選一");
    let other = Journal::new(&[("asklog.yaml", SETTINGS)]);
    let ran = import(&other, &edited);
    says(&ran, &["新增 3 筆", "第 2 列 下一步優化（問題二選一；後面的欄：背景縮短）", "每次匯入都會提醒，重新匯出"]);
    assert!(other.read("requests/2026/2026-04-08-林雅婷.md").contains("next: 問題二選一"), "{}", ran.err);
    assert!(other.read("requests/2026/2026-04-01-王志明.md").contains("replied: 2026-04-03"));
}

#[test]
fn the_five_columns_alone_are_the_same_entries() {
    let journal = journal();
    let cut = five(&table(&journal));
    assert_eq!(cut[1][2], "林雅婷，十年電商");
    let before = files(&journal.root().join("requests"));
    for _ in 0..2 {
        let ran = import(&journal, &cut);
        says(&ran, &["新增 0 筆，已經有的 3 筆，內容不同的 0 筆，略過 0 筆"]);
    }
    assert_eq!(files(&journal.root().join("requests")), before);
    let mut edited = cut.clone();
    edited[1][4] = "問題二選一".to_owned();
    says(&import(&journal, &edited), &["新增 0 筆，已經有的 2 筆，內容不同的 1 筆", "next=問題二選一"]);
    let mut other = cut.clone();
    other[1][2] = "林雅婷，十二年電商".to_owned();
    says(&import(&journal, &other), &["asklog set 2026-04-08-林雅婷 to.background=十二年電商"]);
    edited[1][0] = "2026-04-18".to_owned();
    says(&import(&journal, &edited), &["新增 0 筆，已經有的 2 筆，內容不同的 1 筆", "sent"]);
    // Elsewhere they are entries with names.
    let other = Journal::new(&[("asklog.yaml", SETTINGS)]);
    says(&import(&other, &cut), &["新增 3 筆"]);
    says(&import(&other, &cut), &["新增 0 筆，已經有的 3 筆"]);
    let names = other.run(&["list", "--sort", "sent", "--format", "{{ to.name }}|{{ to.background }}"]).out;
    assert_eq!(names.lines().collect::<Vec<_>>(), ["王志明|工程師", "Priya Nair|data, ten years", "林雅婷|十年電商"]);
}

#[test]
fn a_row_that_a_person_adds_to_an_export_is_read_as_any_row() {
    let journal = journal();
    let mut table = table(&journal);
    let mut row = vec![String::new(); table[0].len()];
    for (at, cell) in ["2026/4/9", "請教面試", "陳學姊，人資", "否", "先看她的文章"].into_iter().enumerate() {
        cell.clone_into(&mut row[at]);
    }
    table.push(row);
    let ran = import(&journal, &table);
    says(&ran, &["新增 1 筆，已經有的 3 筆", "放進 to.name：第 5 列 陳學姊"]);
    says(&import(&journal, &table), &["新增 0 筆，已經有的 4 筆"]);
}

#[test]
fn a_table_whose_rows_were_all_corrected_is_asked_about_and_not_added() {
    let head = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n";
    for (old, new, told) in [
        ("2026/4/1,請教排程,\"林經理，前同事\",否,\n", "2026/4/11,請教排程,\"林經理，前同事\",是,縮短\n", "sent"),
        ("2026/4/1,請教排程,\"林經理，前同事\",否,\n", "2026/4/1,請教輪班的排程,\"林經理，前同事\",否,\n", "summary"),
        ("2026/4/1,請教排程,\"林經理，前同事\",否,\n", "2026/4/1,請教排程,\"林協理，前同事\",否,\n", "to.name"),
        (
            "2026/4/1,請教排程,\"林經理，前同事\",否,\n2026/4/2,請教轉職,\"王老師，社團\",否,\n",
            "2025/4/1,請教排程,\"林經理，前同事\",否,\n2026/4/2,請教怎麼轉職,\"王老師，社團\",否,\n",
            "sent",
        ),
    ] {
        let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", &format!("{head}{old}"))]);
        journal.run(&["import", "t.csv"]);
        let count = old.lines().count();
        journal.write("t.csv", &format!("{head}{new}"));
        let ran = journal.run(&["import", "t.csv"]);
        says(&ran, &[&format!("新增 0 筆，已經有的 0 筆，內容不同的 {count} 筆"), told, "看起來就是", "asklog log"]);
        assert_eq!(files(&journal.root().join("requests")).len(), count);
    }
    // Another person, asked the same on the same day, is another person.
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", &format!("{head}2026/4/1,請教排程,\"林經理，前同事\",否,\n"))]);
    journal.run(&["import", "t.csv"]);
    journal.write("t.csv", &format!("{head}2026/4/1,請教排程,\"黃老師，前同事\",否,\n2026/4/3,請教履歷,\"陳學姊，人資\",否,\n"));
    says(&journal.run(&["import", "t.csv"]), &["新增 2 筆"]);
}

#[test]
fn words_beside_a_yes_or_no_are_told_until_they_are_there() {
    let id = "2026-04-08-林雅婷";
    for (cell, told, commands) in [
        ("沒有，下週再問", "notes（求援誌：–；表格：下週再問）", "asklog edit"),
        ("有，對方說好", "reply（求援誌：–；表格：對方說好）", "replied=yes"),
    ] {
        let journal = journal();
        let edited = with(table(&journal), id, "回覆與否", cell);
        let ran = import(&journal, &edited);
        says(&ran, &["已經有的 2 筆，內容不同的 1 筆", told, commands, &format!("asklog edit {id}")]);
        let noted = if cell.starts_with('有') { YA.replace("next:", "replied: 2026-04-09\nnext:") } else { YA.to_owned() };
        journal.write(&format!("requests/2026/{id}.md"), &format!("{noted}\n## 筆記\n\n下週再問；對方說好。\n"));
        let ran = import(&journal, &with(table(&journal), id, "回覆與否", cell));
        says(&ran, &["已經有的 3 筆，內容不同的 0 筆"]);
        // A new entry takes them.
        let other = Journal::new(&[("asklog.yaml", SETTINGS)]);
        import(&other, &edited);
        let page = other.read(&format!("requests/2026/{id}.md"));
        assert!(page.contains(if cell.starts_with('有') { "對方說好" } else { "下週再問" }), "{page}");
    }
}

#[test]
fn an_edited_background_is_told_until_the_command_was_given() {
    const WEI: &str = "---\nkind: ask-learning\nto:\n  name: 孫維哲\n  role: 資料平台工程師\n  org: 拾光數據\nchannel: email\nsummary: 請教\nsent: 2026-04-08\n---\n\n您好，請問？\n";
    const ID: &str = "2026-04-08-孫維哲";
    for (page, cell) in [
        (WEI.to_owned(), ""),
        (WEI.to_owned(), "孫維哲"),
        (WEI.to_owned(), "孫維哲，資料平台工程師"),
        (WEI.to_owned(), "孫維哲，前同事"),
        (WEI.to_owned(), "孫惟哲，資料平台工程師，拾光數據"),
        (WEI.replace("  role: 資料平台工程師\n  org: 拾光數據\n", "  background: 前同事\n"), ""),
        (WEI.replace("  role: 資料平台工程師\n  org: 拾光數據\n", "  background: 前同事\n"), "孫維哲"),
    ] {
        let journal = Journal::new(&[("asklog.yaml", SETTINGS), (&format!("requests/2026/{ID}.md"), &page)]);
        let edited = with(table(&journal), ID, "對象背景", cell);
        let ran = import(&journal, &edited);
        says(&ran, &["內容不同的 1 筆", "對象背景（求援誌："]);
        let command = ran.err.lines().find_map(|line| line.split_once("asklog set ")).expect(&ran.err).1;
        let words: Vec<&str> = command.split(' ').collect();
        let set = journal.run(&[&["set"], words.as_slice()].concat());
        assert_eq!(set.status, 0, "{command}: {}", set.err);
        // What is told then is the old columns' at most, and of the cell nothing.
        let ran = import(&journal, &edited);
        assert!(!ran.err.contains("對象背景（求援誌："), "{cell}: {command}: {}", ran.err);
        assert!(ran.err.contains("已經有的 1 筆"), "{cell}: {command}: {}", ran.err);
    }
}

#[test]
fn a_name_mended_by_a_letter_is_told_beside_another_letter_of_that_day() {
    let head = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n";
    let ya = "2026/3/2,請教轉職,林雅婷（行銷主管）,否,\n";
    let others = "2026/3/4,詢問作品集,\"林經理，前同事\",否,\n2026/3/6,請教履歷,\"王大明，工程師\",否,\n";
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", &format!("{head}{ya}{others}"))]);
    journal.run(&["import", "t.csv"]);
    journal.write("u.csv", &format!("{head}2026/3/2,請教轉職,陳美惠（行銷主管）,是,\n"));
    says(&journal.run(&["import", "u.csv"]), &["新增 1 筆"]);
    for rest in [others, ""] {
        journal.write("t.csv", &format!("{head}{}{rest}", ya.replace("林雅婷", "林雅亭")));
        let ran = journal.run(&["import", "t.csv"]);
        says(&ran, &["新增 0 筆", "內容不同的 1 筆", "to.name（求援誌：林雅婷；表格：林雅亭）"]);
    }
}

#[test]
fn a_refusal_that_was_taken_over_rests() {
    let journal = journal();
    let edited = with(table(&journal), "2026-04-08-林雅婷", "回覆與否", "婉拒");
    says(&import(&journal, &edited), &["asklog set 2026-04-08-林雅婷 replied=yes outcome=declined\n"]);
    assert_eq!(journal.run(&["set", "2026-04-08-林雅婷", "replied=yes", "outcome=declined"]).status, 0);
    let ran = import(&journal, &edited);
    says(&ran, &["已經有的 3 筆，內容不同的 0 筆"]);
    assert!(!ran.err.contains("outcome="), "{}", ran.err);
    let edited = with(table(&journal), "2026-04-02-Priya-Nair", "回覆與否", "不等了");
    says(&import(&journal, &edited), &["asklog close 2026-04-02-Priya-Nair\n"]);
}
