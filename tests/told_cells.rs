//! Each cell of a table against the entry that is there: what is told, what is asked, and what never enters unsaid.

use crate::edited_tables::{SETTINGS, five, import, journal, says, table, with};
use crate::program::{Journal, Ran, files};

const HEAD: &str = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n";
const MING: &str = "2026-04-01-王志明";
const YA: &str = "2026-04-08-林雅婷";

/// The table with a row copied below it, its cells by heading said otherwise.
fn copied(table: &[Vec<String>], row: &str, cells: &[(&str, &str)]) -> Vec<Vec<String>> {
    let mut all = table.to_vec();
    let mut copy = table.iter().find(|cells| cells.iter().any(|cell| cell == row)).expect("a row").clone();
    for (column, cell) in cells {
        let at = table[0].iter().position(|name| name == column).expect("a column");
        (*cell).clone_into(&mut copy[at]);
    }
    all.push(copy);
    all
}

fn page(journal: &Journal, name: &str) -> String {
    let all = files(&journal.root().join("requests"));
    let (path, _) = all.iter().find(|(path, _)| path.contains(name)).unwrap_or_else(|| panic!("{name}: {all:?}"));
    std::fs::read_to_string(journal.root().join("requests").join(path)).expect("a page")
}

fn import_text(text: &str) -> (Journal, Ran) {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", text)]);
    let ran = journal.run(&["import", "t.csv"]);
    (journal, ran)
}

/// Runs each command that an import told.
fn obey(journal: &Journal, ran: &Ran) {
    for command in ran.err.lines().filter_map(|line| line.split_once("asklog set ")) {
        let words = shlex::split(command.1).expect("words");
        let set = journal.run(&[&["set"], words.iter().map(String::as_str).collect::<Vec<_>>().as_slice()].concat());
        assert_eq!(set.status, 0, "{}: {}", command.1, set.err);
    }
}

#[test]
fn a_copied_row_is_a_letter_to_whom_its_visible_cells_name() {
    for id in ["", "2026-04-09-黃美華"] {
        let journal = journal();
        let visible = [("id", id), ("發送時間", "2026/4/9"), ("內容摘要", "請教報表"), ("對象背景", "黃美華，設計師"), ("回覆與否", "否")];
        let edited = copied(&table(&journal), MING, &visible);
        let ran = import(&journal, &edited);
        says(&ran, &["新增 1 筆，已經有的 3 筆，內容不同的 0 筆", "第 5 列（", "message", "reply"]);
        let page = page(&journal, "2026-04-09-黃美華");
        for line in ["name: 黃美華", "background: 設計師", "summary: 請教報表", "sent: 2026-04-09"] {
            assert!(page.contains(line), "{line}\n{page}");
        }
        for line in ["name: 王志明", "role:", "replied:", "outcome:"] {
            assert!(!page.contains(line), "{line}\n{page}");
        }
        says(&import(&journal, &edited), &["新增 0 筆，已經有的 4 筆，內容不同的 0 筆"]);
    }
}

#[test]
fn a_copied_row_of_which_it_is_not_plain_whom_it_names_is_left_out() {
    let journal = journal();
    let edited = copied(&table(&journal), MING, &[("id", ""), ("發送時間", "2026/4/9"), ("對象背景", "小美，設計師")]);
    let ran = import(&journal, &edited);
    assert_eq!(ran.status, 1);
    says(&ran, &["第 5 列，對象背景 欄", "王志明", "略過 1 筆"]);
    assert_eq!(files(&journal.root().join("requests")).len(), 3);
}

#[test]
fn another_person_in_an_exported_row_takes_nothing_of_the_first_along() {
    for (cell, command) in [
        ("吳佳蓉，設計師", "to.name=吳佳蓉 to.background=設計師 to.role="),
        ("吳佳蓉", "to.name=吳佳蓉 to.role="),
        ("王志銘，工程師", "to.name=王志銘"),
    ] {
        let journal = journal();
        let path = format!("requests/2026/{MING}.md");
        journal.write(&path, &journal.read(&path).replace("to: {name: 王志明, role: 工程師}", "to:\n  name: 王志明\n  role: 工程師"));
        let edited = with(table(&journal), MING, "對象背景", cell);
        let ran = import(&journal, &edited);
        says(&ran, &[&format!("asklog set {MING} {command}"), "內容不同的 1 筆"]);
        obey(&journal, &ran);
        says(&import(&journal, &edited), &["內容不同的 0 筆"]);
    }
    // A name that is not known for one is not put anywhere.
    let journal = journal();
    let ran = import(&journal, &with(table(&journal), "2026-04-02-Priya-Nair", "對象背景", "Dana Whitfield, design, six years"));
    says(&ran, &["asklog edit 2026-04-02-Priya-Nair", "Dana Whitfield"]);
    assert!(!ran.err.contains("asklog set"), "{}", ran.err);
}

#[test]
fn a_refusal_written_over_a_reply_is_told() {
    let journal = journal();
    let edited = with(table(&journal), MING, "回覆與否", "已婉拒");
    let ran = import(&journal, &edited);
    says(&ran, &["回覆與否（求援誌：已回覆；表格：已婉拒）", &format!("asklog set {MING} outcome=declined"), "內容不同的 1 筆"]);
    obey(&journal, &ran);
    says(&import(&journal, &edited), &["內容不同的 0 筆"]);
}

#[test]
fn what_a_person_writes_over_a_letter_that_waits_for_nothing_is_told() {
    const THANKS: &str =
        "---\nkind: thanks\nto: {name: 王志明}\nchannel: line\nsummary: 謝謝\nsent: 2026-04-05\n---\n\n志明，上次的做法成功了，謝謝！\n";
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("requests/2026/2026-04-05-謝王志明.md", THANKS)]);
    let exported = table(&journal);
    assert_eq!(exported[1][3], "已完成");
    for (cell, command) in [("已回覆", "replied=yes"), ("2026/4/6", "replied=2026-04-06"), ("有，他很高興", "replied=yes")] {
        let ran = import(&journal, &with(exported.clone(), "2026-04-05-謝王志明", "回覆與否", cell));
        says(&ran, &["內容不同的 1 筆", &format!("asklog set 2026-04-05-謝王志明 {command}")]);
        let ran = import(&journal, &five(&with(exported.clone(), "2026-04-05-謝王志明", "回覆與否", cell)));
        says(&ran, &["內容不同的 1 筆", "replied"]);
    }
    says(&import(&journal, &exported), &["已經有的 1 筆，內容不同的 0 筆"]);
}

#[test]
fn where_a_table_says_less_than_the_journal_one_line_says_so() {
    let journal = journal();
    journal.run(&["set", YA, "next=背景縮短"]);
    let cut = five(&table(&journal));
    let mut edited = with(cut.clone(), "請教資料表", "回覆與否", "否");
    edited = with(edited, "請教盲點", "下一步優化", "");
    let before = files(&journal.root().join("requests"));
    let ran = import(&journal, &edited);
    says(&ran, &["新增 0 筆，已經有的 3 筆，內容不同的 0 筆", "第 2 列 下一步優化", "第 4 列 回覆與否", "asklog set"]);
    assert_eq!(files(&journal.root().join("requests")), before);
    // Where nothing is less, nothing is said.
    let ran = import(&journal, &cut);
    assert!(!ran.err.contains("第 4 列"), "{}", ran.err);
}

#[test]
fn two_columns_that_contradict_each_other_about_a_reply_are_named() {
    for (row, told) in [
        ("Replied,No", true),
        ("No,Yes", true),
        ("Waiting,2026-03-05", true),
        ("Replied,Yes", false),
        ("Replied,2026-03-05", false),
        ("No,No", false),
        ("Replied,", false),
    ] {
        let (_, ran) = import_text(&format!("Date,Person,Summary,Status,Replied\n2026-03-01,Amy Lin,ask one,{row}\n"));
        assert_eq!(ran.err.contains("第 2 列 Replied"), told, "{row}: {}", ran.err);
    }
}

#[test]
fn a_letter_that_stands_twice_with_other_cells_is_taken_once_and_asked_about() {
    let table =
        "Date,Person,Summary,Replied\n2026-03-01,Amy Lin,ask one,No\n2026-03-01,Amy Lin,ask one,Yes\n2026-03-01,Amy Lin,ask two,No\n";
    let (journal, ran) = import_text(table);
    assert_eq!(ran.status, 1);
    says(&ran, &["新增 2 筆", "略過 1 筆", "第 3 列", "第 2 列"]);
    let again = journal.run(&["import", "t.csv"]);
    says(&again, &["新增 0 筆", "略過 1 筆"]);
}

#[test]
fn a_reply_before_its_letter_is_told() {
    let (_, ran) = import_text("Date,Person,Summary,Replied\n2026-03-05,Amy Lin,ask one,2026-03-01\n");
    says(&ran, &["新增 1 筆", "第 2 列", "2026-03-01", "2026-03-05"]);
}

#[test]
fn a_draft_whose_summary_was_corrected_is_the_draft() {
    let (journal, _) = import_text(&format!("{HEAD},請教排程,\"林經理，前同事\",,\n2026/4/2,請教轉職,\"王老師，社團\",否,\n"));
    journal.write("t.csv", &format!("{HEAD},請教輪班怎麼排,\"林經理，前同事\",,\n2026/4/2,請教轉職,\"王老師，社團\",否,\n"));
    says(&journal.run(&["import", "t.csv"]), &["新增 0 筆", "內容不同的 1 筆", "summary（求援誌：請教排程；表格：請教輪班怎麼排）"]);
    // A second draft to the same person is one.
    journal.write("t.csv", &format!("{HEAD},請教排程,\"林經理，前同事\",,\n,請教輪班怎麼排,\"林經理，前同事\",,\n"));
    says(&journal.run(&["import", "t.csv"]), &["新增 1 筆", "已經有的 1 筆"]);
}

#[test]
fn an_emptied_summary_comes_to_rest() {
    const TWO: &str = "---\nkind: ask-learning\nto: {name: 林雅婷}\nchannel: email\nsubject: 請教盲點\nsummary: 請教學習的順序\nsent: 2026-04-08\n---\n\n雅婷經理您好，請問先學哪一個？\n";
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("requests/2026/2026-04-08-林雅婷.md", TWO)]);
    let edited = with(table(&journal), YA, "內容摘要", "");
    let ran = import(&journal, &edited);
    says(&ran, &[&format!("asklog set {YA} summary=")]);
    obey(&journal, &ran);
    says(&import(&journal, &edited), &["內容不同的 0 筆"]);
}

#[test]
fn a_mended_day_of_a_reply_comes_to_rest() {
    let journal = journal();
    let edited = with(table(&journal), MING, "replied", "2026-04-05");
    let ran = import(&journal, &edited);
    says(&ran, &[&format!("asklog set {MING} replied=2026-04-05")]);
    obey(&journal, &ran);
    says(&import(&journal, &edited), &["已經有的 3 筆，內容不同的 0 筆"]);
}

#[test]
fn the_five_columns_of_a_letter_to_nobody_in_particular_are_its_own() {
    const POST: &str = "---\nkind: ask-learning\nto: {}\nchannel: forum\nsummary: 請教索引\nsent: 2026-04-06\n---\n\n請問索引要怎麼選？\n";
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("requests/2026/2026-04-06-請教索引.md", &POST.replace("to: {}\n", ""))]);
    let cut = five(&table(&journal));
    assert_eq!(cut[1][2], "");
    says(&import(&journal, &cut), &["新增 0 筆，已經有的 1 筆，內容不同的 0 筆，略過 0 筆"]);
}

#[test]
fn a_date_beside_a_yes_that_cannot_be_read_is_no_reply() {
    let (journal, ran) = import_text(&format!("{HEAD}2026/3/1,請教,林雅婷,有 26/3/14,\n"));
    assert_eq!(ran.status, 1, "{}", ran.err);
    says(&ran, &["26/3/14", "略過 1 筆"]);
    assert!(files(&journal.root().join("requests")).is_empty());
}

#[test]
fn what_set_changes_in_a_person_is_shown_as_it_was() {
    let journal = journal();
    let set = journal.run(&["set", MING, "to.role=設計師"]);
    says(&set, &["to.role：工程師 → 設計師"]);
}

/// The commands that an import told, as words.
fn told_commands(ran: &Ran) -> Vec<Vec<String>> {
    ran.err
        .lines()
        .filter_map(|line| shlex::split(line.split_once("asklog ").filter(|(before, _)| before.ends_with(['：', ' ']))?.1))
        .collect()
}

#[test]
fn an_end_typed_in_one_s_own_table_is_told_with_the_command_that_does_it() {
    for lang in ["en", "zh-TW"] {
        for (head, row, facts) in [
            ("", "退信,", "2026-04-01 bounced"),
            ("", "Bounced,", "2026-04-01 bounced"),
            ("", "被退信,", "2026-04-01 bounced"),
            ("", "已撤回,", "2026-04-12 withdrawn"),
            ("", "Closed,", "2026-04-12 no-reply"),
            ("closed", "Bounced,2026-04-03", "2026-04-03 bounced"),
        ] {
            let table = format!("Date,Person,Summary,Channel,Status,{head}\n2026-04-01,O'Brien,ask one,email,{row}\n");
            let journal = Journal::new(&[("asklog.yaml", &format!("lang: {lang}\ntimezone: Asia/Taipei\n")), ("t.csv", &table)]);
            let ran = journal.run(&["--now", "2026-04-12", "import", "t.csv"]);
            let [command] = told_commands(&ran).try_into().unwrap_or_else(|all| panic!("{all:?} {}", ran.err));
            let words: Vec<&str> = ["--now", "2026-04-12"].into_iter().chain(command.iter().map(String::as_str)).collect();
            let done = journal.run(&words);
            assert_eq!(done.status, 0, "{command:?} {}", done.err);
            let listed = journal.run(&["list", "--format", "{{ closed }} {{ close_reason }}"]);
            assert_eq!(listed.out.trim(), facts, "{command:?}");
            let again = journal.run(&["--now", "2026-04-12", "import", "t.csv"]);
            assert!(told_commands(&again).is_empty(), "{}", again.err);
        }
    }
    // A draft did not come back, and a letter of which a reply is known has not ended without one.
    for row in [
        "Date,Person,Summary,Status\n,Amy Lin,ask one,Bounced\n",
        "Date,Person,Summary,Status,Reply\n2026-04-01,Amy Lin,ask one,Closed,Take A.\n",
    ] {
        let (_, ran) = import_text(row);
        assert!(ran.err.contains("第 2 列 Status（") && !ran.err.contains("asklog close"), "{}", ran.err);
    }
}

#[test]
fn a_title_beside_a_name_is_a_role_where_it_can_be_nothing_else() {
    let (journal, ran) = import_text("Date,Name,Title,Summary\n2026-04-01,Amy Lin,Data lead,ask one\n");
    says(&ran, &["Title → to.role"]);
    assert!(page(&journal, "Amy-Lin").contains("role: Data lead"));
    let (journal, ran) = import_text("Date,Name,Title\n2026-04-01,Amy Lin,Which cloud?\n");
    says(&ran, &["沒有帶進來的欄位：Title"]);
    assert!(!page(&journal, "Amy-Lin").contains("Which cloud?"));
}
