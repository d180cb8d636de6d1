//! What an import of a table advises to type leads to no error, and names what the table gives.

use crate::copied_cells::obey;
use crate::deleted_columns::{self, threads};
use crate::edited_tables::{SETTINGS, five, import, says, table, with};
use crate::program::{Journal, Ran};

const HEAD: &str = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n";
const DRAFT: &str = "---\nkind: ask-learning\nto: {name: 鄭宇翔}\nchannel: email\nsummary: 請教排程\n---\n\n宇翔您好，請問先學哪一個？\n";
const NAMELESS: &str = "---\nkind: ask-learning\nto: {background: 陌生人資}\nchannel: email\nsummary: 問職涯\nsent: 2026-04-10\n---\n\n您好，請問先學哪一個？\n";

fn import_text(files: &[(&str, &str)], text: &str) -> (Journal, Ran) {
    let journal = Journal::new(&[files, &[("asklog.yaml", SETTINGS), ("t.csv", text)]].concat());
    let ran = journal.run(&["import", "t.csv"]);
    (journal, ran)
}

#[test]
fn a_reply_to_a_draft_asks_for_the_day_on_which_it_went_out() {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("requests/2026/2026-04-10-鄭宇翔.md", DRAFT)]);
    let whole = table(&journal);
    for (cell, facts) in [("是", "replied=yes"), ("2026/4/12", "replied=2026-04-12")] {
        let edited = with(whole.clone(), "2026-04-10-鄭宇翔", "回覆與否", cell);
        says(&import(&journal, &edited), &[&format!("asklog set 2026-04-10-鄭宇翔 sent=YYYY-MM-DD {facts}")]);
        let edited = with(edited, "2026-04-10-鄭宇翔", "發送時間", "2026/4/10");
        says(&import(&journal, &edited), &[&format!("asklog set 2026-04-10-鄭宇翔 sent=2026-04-10 {facts}")]);
    }
}

#[test]
fn a_name_that_a_background_now_begins_with_is_told() {
    let entry = ("requests/2026/2026-04-10-a.md", NAMELESS);
    for cell in ["陳怡如（陌生人資）", "\"陳怡如，陌生人資\""] {
        let (journal, ran) = import_text(&[entry], &format!("{HEAD}2026/4/10,問職涯,{cell},否,\n"));
        says(&ran, &["內容不同的 1 筆", "to.name（求援誌：–；表格：陳怡如）", "asklog set 2026-04-10-a to.name=陳怡如\n"]);
        assert_eq!(journal.run(&["set", "2026-04-10-a", "to.name=陳怡如"]).status, 0);
        says(&journal.run(&["import", "t.csv"]), &["已經有的 1 筆，內容不同的 0 筆"]);
    }
    let (_, ran) = import_text(&[entry], &format!("{HEAD}2026/4/10,問職涯,陌生人資,否,\n"));
    says(&ran, &["已經有的 1 筆，內容不同的 0 筆"]);
}

#[test]
fn a_status_that_is_not_understood_is_told_with_what_fits() {
    for (cell, told) in [
        ("Sent", "還沒有回覆寫「否」"),
        ("Not started", "還沒寄出就讓這一欄和日期空著"),
        ("bounced 2026-04-03", "只寫「bounced」"),
        ("退信（信箱滿了）", "只寫「退信」"),
    ] {
        let (_, ran) = import_text(&[], &format!("{HEAD}2026/4/1,請教,林雅婷,{cell},\n"));
        says(&ran, &["第 2 列，回覆與否 欄", told]);
    }
    let (_, ran) = import_text(
        &[],
        "Date,Name,Summary,Status\n2026-04-01,Amy Lin,ask one,Not replied\n2026-04-02,Bo Lin,ask two,Hasn't replied yet\n",
    );
    says(&ran, &["新增 2 筆，已經有的 0 筆，內容不同的 0 筆，略過 0 筆"]);
}

#[test]
fn what_is_wrong_in_many_rows_alike_is_said_once() {
    let rows: String = (1..=9).map(|day| format!("2026/4/{day},請教{day},林雅婷,Sent,\n")).collect();
    let (_, ran) = import_text(&[], &format!("{HEAD}{rows}2026/4/10,請教,林雅婷,否,\n"));
    says(&ran, &["第 2–10 列，回覆與否 欄：`Sent`", "新增 1 筆", "略過 9 筆"]);
    assert_eq!(ran.err.matches("`Sent`").count(), 1, "{}", ran.err);
}

#[test]
fn a_cell_that_is_too_long_is_named_by_its_heading() {
    let (_, ran) = import_text(&[], &format!("{HEAD}2026/4/1,{},林雅婷,否,\n", "長".repeat(40_000)));
    says(&ran, &["第 2 列，內容摘要 欄"]);
    assert!(!ran.err.contains("---"), "{}", ran.err);
}

#[test]
fn headings_that_people_give_are_known() {
    let (journal, ran) = import_text(
        &[],
        "發送時間,求助內容摘要,對象,對方公司,對方職稱,Message sent,Status,Response date\n2026/4/1,請教排程,王大明,潮間帶,經理,您好，請問怎麼排？,Replied,2026/4/3\n",
    );
    says(&ran, &["新增 1 筆"]);
    assert!(!ran.err.contains("沒有帶進來"), "{}", ran.err);
    let listed = journal.run(&["list", "--format", "{{ summary }}|{{ to.org }}|{{ to.role }}|{{ replied }}"]);
    assert_eq!(listed.out, "請教排程|潮間帶|經理|2026-04-03\n");
}

const ROLE: &str =
    "---\nkind: ask-learning\nto:\n  role: 數據主管\nchannel: email\nsummary: 問職涯\nsent: 2026-04-10\n---\n\n您好，請問先學哪一個？\n";

#[test]
fn what_no_command_leads_to_is_told_without_one() {
    for (make, id, column, cell) in [
        (threads as fn() -> Journal, "2026-04-05-answer", "回覆與否", "退信"),
        (threads, "about dbt", "回覆與否", "退信"),
        (threads, "about dbt", "回覆與否", "已婉拒"),
        (deleted_columns::journal, "2026-04-11-Amy-Lin", "回覆與否", "退信"),
        (deleted_columns::journal, "2026-04-01-王志明", "發送時間", ""),
        (deleted_columns::journal, "2026-04-01-王志明", "回覆與否", "2026/3/17"),
        (|| Journal::new(&[("asklog.yaml", SETTINGS), ("requests/2026/2026-04-10-a.md", ROLE)]), "2026-04-10-a", "對象背景", ""),
    ] {
        let journal = make();
        let ran = import(&journal, &with(table(&journal), id, column, cell));
        says(&ran, &["內容不同的 1 筆", column]);
        assert!(!ran.err.contains("：asklog"), "{id} {cell}\n{}", ran.err);
    }
}

#[test]
fn what_is_told_to_type_is_taken_and_leaves_no_error() {
    for make in [threads as fn() -> Journal, deleted_columns::journal] {
        let messages: Vec<String> = table(&make())[1..].iter().map(|row| row[row.len() - 3].clone()).collect();
        let cells = [("回覆與否", "退信"), ("回覆與否", "草稿"), ("回覆與否", "已婉拒"), ("回覆與否", "否"), ("發送時間", "")];
        for (message, (column, cell)) in messages.iter().flat_map(|message| cells.map(|cell| (message, cell))) {
            let journal = make();
            let before = journal.run(&["check"]).out;
            let ran = import(&journal, &with(table(&journal), message, column, cell));
            let commands: Vec<&str> = ran.err.lines().filter_map(|line| Some(line.split_once("：asklog ")?.1)).collect();
            // What only the person knows is asked for.
            if commands.iter().any(|command| command.starts_with("edit") || command.contains("YYYY")) {
                continue;
            }
            obey(&journal, &ran);
            let errors = |out: &str| out.matches("錯誤[").count();
            let after = journal.run(&["check"]).out;
            assert_eq!(errors(&before), errors(&after), "{message} {cell}: {commands:?}\n{after}");
        }
    }
}

#[test]
fn a_no_beside_a_reply_to_the_nudge_names_the_nudge() {
    let journal = threads();
    let ran = import(&journal, &with(table(&journal), "about dbt", "回覆與否", "否"));
    says(&ran, &["內容不同的 1 筆", "：asklog set 2026-04-09-Bob-Wu replied=\n"]);
    let cut = five(&table(&journal));
    let edited = with(with(cut, "about dbt", "回覆與否", "否"), "a nudge", "回覆與否", "否");
    let ran = import(&journal, &edited);
    says(&ran, &["第 2 列 回覆與否（2026-04-09-Bob-Wu）", "asklog set 2026-04-09-Bob-Wu replied="]);
    assert!(!ran.err.contains("set 2026-04-03"), "{}", ran.err);
    assert_eq!(journal.run(&["set", "2026-04-09-Bob-Wu", "replied="]).status, 0);
    let ran = import(&journal, &edited);
    assert!(!ran.err.contains("asklog set"), "{}", ran.err);
}
