//! What a spreadsheet does to an exported table: rows copied, sorted in part, statuses typed over; and what a person's own words mean.

use crate::edited_tables::{SETTINGS, five, import, says, table, with};
use crate::program::{Journal, Ran, files};

const YA: &str = "---\nkind: ask-learning\nto:\n  name: 林雅婷\n  role: 數位行銷經理\n  background: 十年電商\nchannel: email\nsubject: 請教一個盲點\nsummary: 請教學習的順序\nsent: 2026-04-01\nreplied: 2026-04-03\noutcome: [answer]\nnext: 題目再小一點\n---\n\n雅婷經理您好，請問先學哪一個？\n\n## 反思\n\n問題太大。\n";
const MING: &str = "---\nkind: ask-learning\nto: {name: 陳志明, background: 前同事}\nchannel: line\nsummary: 請他看作品集\nsent: 2026-03-05\n---\n\n志明，方便看作品集嗎？\n";
const NUDGE: &str = "---\nkind: nudge\nto: {name: 陳志明, background: 前同事}\nchannel: line\nsummary: 提醒\nsent: 2026-03-20\nfollows: 2026-03-05-陳志明\nclosed: 2026-03-28\nclose_reason: no-reply\n---\n\n志明，方便時再看就好。\n";
const PRIYA: &str = "---\nkind: ask-learning\nto:\n  name: Priya Nair\n  role: data lead\n  org: Shopify\n  handle: priya-n\nchannel: linkedin-dm\nsummary: Which cloud\nsent: 2026-04-10\n---\n\nHi Priya, which of the two clouds do banks use?\n";

fn journal() -> Journal {
    Journal::new(&[
        ("asklog.yaml", SETTINGS),
        ("requests/2026/2026-04-01-林雅婷.md", YA),
        ("requests/2026/2026-03-05-陳志明.md", MING),
        ("requests/2026/2026-03-20-志明-nudge.md", NUDGE),
        ("requests/2026/2026-04-10-Priya.md", PRIYA),
    ])
}

fn copied(table: &[Vec<String>], id: &str, cells: &[(&str, &str)]) -> Vec<Vec<String>> {
    let mut copy = table.iter().find(|cells| cells.iter().any(|cell| cell == id)).expect("a row").clone();
    for (column, cell) in cells {
        let at = table[0].iter().position(|name| name == column).expect("a column");
        (*cell).clone_into(&mut copy[at]);
    }
    table.iter().cloned().chain([copy]).collect()
}

fn page(journal: &Journal, name: &str) -> String {
    let all = files(&journal.root().join("requests"));
    let (_, bytes) = all.iter().find(|(path, _)| path.contains(name)).unwrap_or_else(|| panic!("{name}: {all:?}"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// Runs each command that an import told, and gives them.
pub(crate) fn obey(journal: &Journal, ran: &Ran) -> Vec<String> {
    let told: Vec<String> = ran.err.lines().filter_map(|line| Some(line.split_once("：asklog ")?.1.to_owned())).collect();
    for command in &told {
        let words = shlex::split(command).expect("words");
        let set = journal.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(set.status, 0, "{command}: {}", set.err);
    }
    told
}

#[test]
fn what_belongs_to_the_letter_that_a_row_was_copied_from_stays_behind() {
    let journal = journal();
    let exported = table(&journal);
    let visible =
        [("id", ""), ("發送時間", "2026-04-11"), ("內容摘要", "提醒美惠"), ("對象背景", "張美惠，前主管"), ("回覆與否", "已回覆")];
    let ran = import(&journal, &copied(&exported, "2026-03-20-志明-nudge", &visible));
    says(&ran, &["新增 1 筆", "follows", "closed", "message", "kind"]);
    let made = page(&journal, "張美惠");
    for no in ["follows:", "closed:", "close_reason:", "志明", "kind: nudge"] {
        assert!(!made.contains(no), "{no}\n{made}");
    }
    assert!(made.contains("replied: yes"), "{made}");
    assert_eq!(page(&journal, "2026-03-05"), MING);
    for id in ["", "2026-04-11-王小明"] {
        let visible = [
            ("id", id),
            ("發送時間", "2026-04-11"),
            ("對象背景", "王小明，產品經理"),
            ("回覆與否", "等候回覆"),
            ("message", "小明您好，請問？"),
        ];
        let journal = self::journal();
        let ran = import(&journal, &copied(&exported, "2026-04-01-林雅婷", &visible));
        says(&ran, &["新增 1 筆", "subject", "reflection"]);
        let made = page(&journal, "王小明");
        for no in ["雅婷", "問題太大", "盲點", "role:", "replied", "outcome"] {
            assert!(!made.contains(no), "{no}\n{made}");
        }
        assert!(made.contains("小明您好") && made.contains("channel: email"), "what the person wrote stays: {made}");
    }
    // Left as it was, the status came along too.
    let visible = [("id", ""), ("發送時間", "2026-04-11"), ("對象背景", "王小明，產品經理")];
    let ran = import(&journal, &copied(&exported, "2026-04-01-林雅婷", &visible));
    says(&ran, &["replied"]);
    assert!(!page(&journal, "王小明").contains("replied:"), "{}", ran.err);
}

#[test]
fn a_copied_row_that_kept_its_id_is_named_and_the_letter_is_left_alone() {
    let journal = journal();
    let exported = table(&journal);
    let ran = import(&journal, &copied(&exported, "2026-04-01-林雅婷", &[("發送時間", "2026-04-11"), ("回覆與否", "等候回覆")]));
    assert_eq!(ran.status, 1);
    says(&ran, &["已經有的 4 筆，內容不同的 0 筆，略過 1 筆", "id", "第 6 列"]);
    assert!(!ran.err.contains("asklog set"), "{}", ran.err);
}

#[test]
fn visible_cells_sorted_without_the_others_are_named_and_nothing_is_advised() {
    let journal = journal();
    let mut sorted = table(&journal);
    let (a, b) = (sorted[1][..5].to_vec(), sorted[2][..5].to_vec());
    sorted[1][..5].clone_from_slice(&b);
    sorted[2][..5].clone_from_slice(&a);
    let ran = import(&journal, &sorted);
    assert_eq!(ran.status, 1);
    says(&ran, &["略過 2 筆", "第 2–3 列"]);
    assert!(!ran.err.contains("asklog set") && !ran.err.contains("asklog close"), "{}", ran.err);
}

#[test]
fn a_status_typed_over_another_leads_to_what_it_says_and_to_rest() {
    for (cell, wanted) in [
        ("不再等候", "closed:"),
        ("退信", "close_reason: bounced"),
        ("已收回", "close_reason: withdrawn"),
        ("已撤回", "close_reason: withdrawn"),
        ("已婉拒", "declined"),
        ("2026/4/12 回，說下週看", "replied: 2026-04-12"),
    ] {
        let journal = journal();
        let edited = with(table(&journal), "2026-04-10-Priya", "回覆與否", cell);
        let ran = import(&journal, &edited);
        says(&ran, &["內容不同的 1 筆"]);
        let told: Vec<String> = obey(
            &journal,
            &Ran { err: ran.err.lines().filter(|line| !line.contains("asklog edit")).collect::<Vec<_>>().join("\n"), ..ran },
        );
        assert!(page(&journal, "Priya").contains(wanted), "{cell}: {told:?}");
        let ran = import(&journal, &edited);
        if cell.contains("下週") {
            says(&ran, &["reply（", "說下週看"]);
        } else {
            says(&ran, &["已經有的 4 筆，內容不同的 0 筆"]);
        }
    }
    // Words of which no fact can be read lead to the editor, and to nothing that would be noted by itself.
    let journal = journal();
    let ran = import(&journal, &with(table(&journal), "2026-04-10-Priya", "回覆與否", "好像有看到"));
    says(&ran, &["內容不同的 1 筆", "asklog edit 2026-04-10-Priya"]);
    assert!(!ran.err.contains("asklog reply"), "{}", ran.err);
    // A letter that went out is no draft.
    let ran = import(&journal, &with(table(&journal), "2026-04-10-Priya", "回覆與否", "草稿"));
    says(&ran, &["內容不同的 1 筆", "asklog set 2026-04-10-Priya sent="]);
    obey(&journal, &ran);
    says(&import(&journal, &with(table(&self::journal()), "2026-04-10-Priya", "回覆與否", "草稿")), &["內容不同的 0 筆"]);
}

#[test]
fn no_word_for_no_reply_is_one_for_a_reply() {
    for cell in ["無聲", "沒有回音", "ghosted", "seen", "Pending", "Nope", "等回覆", "有讀沒回"] {
        let journal = Journal::new(&[
            ("asklog.yaml", SETTINGS),
            ("t.csv", &format!("發送時間,內容摘要,對象,回覆與否\n2026/4/1,問A,林雅婷,{cell}\n")),
        ]);
        let ran = journal.run(&["import", "t.csv"]);
        says(&ran, &["新增 1 筆", "略過 0 筆"]);
        assert!(!page(&journal, "林雅婷").contains("replied"), "{cell}");
    }
}

#[test]
fn statuses_in_a_plain_table_that_no_row_can_hold_are_named() {
    let head = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n";
    for (cell, named) in [("退信", true), ("不再等候", true), ("已收回", true), ("已完成", true), ("等候回覆", false), ("已回覆", false)]
    {
        let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", &format!("{head}2026/4/1,問A,\"林雅婷，行銷\",{cell},\n"))]);
        let ran = journal.run(&["import", "t.csv"]);
        says(&ran, &["新增 1 筆"]);
        assert_eq!(ran.err.contains(&format!("第 2 列 回覆與否（{cell}）")), named, "{}", ran.err);
    }
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", &format!("{head}2026/4/6,問F,\"林雅婷，行銷\",草稿,\n"))]);
    let ran = journal.run(&["import", "t.csv"]);
    assert_eq!(ran.status, 1);
    says(&ran, &["第 2 列，回覆與否 欄", "略過 1 筆"]);
}

#[test]
fn role_and_organisation_are_corrected_where_they_stand() {
    for (cell, command) in [
        ("Name: Priya Nair; head of data, Shopify", "'to.role=head of data'"),
        ("Name: Priya Nair; data lead, Etsy", "to.org=Etsy"),
        ("Name: Priya Nair; ex-teacher", "to.background=ex-teacher to.role= to.org="),
        ("Name: Priya N. Nair; data lead, Shopify", "'to.name=Priya N. Nair'"),
    ] {
        let journal = journal();
        let edited = with(table(&journal), "2026-04-10-Priya", "對象背景", cell);
        let ran = import(&journal, &edited);
        assert!(ran.err.lines().any(|line| line.ends_with(&format!("asklog set 2026-04-10-Priya {command}"))), "{cell}: {}", ran.err);
        obey(&journal, &ran);
        says(&import(&journal, &edited), &["已經有的 4 筆，內容不同的 0 筆"]);
    }
}

#[test]
fn a_technical_cell_edited_beside_a_visible_one_is_named() {
    for (column, cell) in [
        ("to.name", "Priya Nayar"),
        ("to.role", "data head"),
        ("sent", "2026-04-07"),
        ("summary", "A week"),
        ("next", "short"),
        ("replied", "2026-04-12"),
    ] {
        let journal = journal();
        let edited = with(table(&journal), "2026-04-10-Priya", column, cell);
        let ran = import(&journal, &edited);
        says(&ran, &["看得見的"]);
        assert!(!ran.err.contains("asklog set 2026-04-10-Priya"), "{column}: {}", ran.err);
    }
    let journal = journal();
    let edited = with(with(table(&journal), "2026-04-10-Priya", "replied", "2026-04-12"), "2026-04-10-Priya", "reply", "Sure, call me.");
    says(&import(&journal, &edited), &["reply（", "Sure, call me."]);
}

#[test]
fn a_cell_that_gives_the_name_alone_takes_nothing_away() {
    let head = "發送時間,內容摘要,對象背景,回覆與否\n";
    for cell in ["林雅婷", "林雅婷（數位行銷經理）", "林雅婷，十年電商"] {
        let journal = journal();
        journal.write("t.csv", &format!("{head}2026/4/1,請教學習的順序,{cell},是\n"));
        let ran = journal.run(&["import", "t.csv"]);
        says(&ran, &["已經有的 1 筆，內容不同的 0 筆"]);
        assert!(!ran.err.contains("要改成表格的內容"), "{}", ran.err);
    }
    let journal = journal();
    let edited = with(table(&journal), "2026-04-01-林雅婷", "對象背景", "林雅婷");
    obey(&journal, &import(&journal, &edited));
    says(&import(&journal, &edited), &["已經有的 4 筆，內容不同的 0 筆"]);
}

#[test]
fn the_visible_columns_beside_the_ids_match_by_the_ids() {
    let journal = journal();
    let exported = table(&journal);
    let at = exported[0].iter().position(|name| name == "id").expect("ids");
    let with_ids: Vec<Vec<String>> = exported.iter().map(|row| [&row[..5], &row[at..=at]].concat()).collect();
    says(&import(&journal, &with_ids), &["新增 0 筆，已經有的 4 筆，內容不同的 0 筆"]);
    let edited = with(with(with_ids, "請他看作品集", "發送時間", "2026-03-06"), "請他看作品集", "內容摘要", "請他看履歷");
    says(&import(&journal, &edited), &["新增 0 筆，已經有的 3 筆，內容不同的 1 筆", "asklog set 2026-03-05-陳志明"]);
}

#[test]
fn a_corrected_row_is_known_for_a_letter_that_was_written_in_the_journal() {
    let head = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n";
    for row in ["2026-03-06,請他看作品集,\"陳志明，前同事\",等候回覆,", "2026-03-05,請他看作品集！,\"陳志明，前同事\",等候回覆,"]
    {
        let journal = journal();
        journal.write("t.csv", &format!("{head}{row}\n"));
        says(&journal.run(&["import", "t.csv"]), &["新增 0 筆", "內容不同的 1 筆", "看起來就是"]);
    }
}

#[test]
fn a_column_that_is_understood_later_gives_its_words_to_the_letters_that_are_there() {
    let text = "Date,Whom,Company,What I asked,Channel\n2026-03-01,Amy Chen,Acme,first,email\n2026-03-02,Ben Lee,Acme,second,email\n";
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", text)]);
    says(&journal.run(&["import", "t.csv"]), &["新增 2 筆"]);
    says(&journal.run(&["import", "t.csv", "--map", "Whom=to.name"]), &["新增 0 筆", "內容不同的 2 筆", "'to.name=Amy Chen'"]);
}

#[test]
fn what_is_wrong_with_a_reply_s_date_is_said() {
    for (cell, told) in [("4/3/2026", "--date-order"), ("4月5日", "年")] {
        let journal = Journal::new(&[
            ("asklog.yaml", SETTINGS),
            ("t.csv", &format!("發送時間,內容摘要,對象,回覆日期\n2026/4/1,問A,林雅婷,{cell}\n")),
        ]);
        let ran = journal.run(&["import", "t.csv"]);
        says(&ran, &[told, "略過 1 筆"]);
        assert!(!ran.err.contains("回覆內容"), "{}", ran.err);
    }
}

#[test]
fn nothing_is_said_of_columns_where_nothing_is_added() {
    let journal = journal();
    let ran = import(&journal, &five(&table(&journal)));
    assert!(!ran.err.contains("管道"), "{}", ran.err);
}

#[test]
fn an_old_table_of_a_thread_that_goes_on_tells_its_own_change_alone() {
    let journal = journal();
    let old = table(&journal);
    assert_eq!(journal.run(&["set", "2026-03-20-志明-nudge", "closed=", "close_reason="]).status, 0);
    let ran = import(&journal, &old);
    says(&ran, &["已經有的 3 筆，內容不同的 1 筆", "closed"]);
    assert!(!ran.err.contains("asklog close"), "{}", ran.err);
}

#[test]
fn a_copied_row_leaves_no_standing_remark() {
    let journal = journal();
    let visible = [("id", ""), ("發送時間", "2026-04-11"), ("內容摘要", "A second question"), ("message", "Hi Priya, one more?")];
    let edited = copied(&table(&journal), "2026-04-10-Priya", &visible);
    says(&import(&journal, &edited), &["新增 1 筆"]);
    let ran = import(&journal, &edited);
    says(&ran, &["新增 0 筆，已經有的 5 筆，內容不同的 0 筆"]);
    assert!(!ran.err.contains("維持求援誌的內容"), "{}", ran.err);
}

#[test]
fn a_yes_typed_into_a_copied_row_is_its_own_and_a_day_mended_beside_it_changes_nothing() {
    let journal = journal();
    let mended = with(table(&journal), "2026-04-01-林雅婷", "發送時間", "2026-04-02");
    let visible = [("id", ""), ("發送時間", "2026-04-10"), ("內容摘要", "再請教"), ("回覆與否", "有，好")];
    let mut edited = copied(&table(&journal), "2026-04-01-林雅婷", &visible);
    let copy = edited.pop().expect("the copy");
    let edited: Vec<Vec<String>> = mended.into_iter().chain([copy]).collect();
    let ran = import(&journal, &edited);
    says(&ran, &["新增 1 筆", "內容不同的 1 筆", "asklog set 2026-04-01-林雅婷 sent=2026-04-02"]);
    let made = page(&journal, "2026-04-10-林雅婷");
    assert!(made.contains("replied: yes") && made.contains("好") && !made.contains("問題太大"), "{made}");
    obey(&journal, &ran);
    says(&import(&journal, &edited), &["新增 0 筆，已經有的 5 筆，內容不同的 0 筆"]);
}

#[test]
fn an_end_typed_over_a_reply_takes_the_reply_away_first() {
    let journal = journal();
    let edited = with(table(&journal), "2026-04-01-林雅婷", "回覆與否", "退信");
    let ran = import(&journal, &edited);
    says(&ran, &["asklog set 2026-04-01-林雅婷 replied= outcome=", "asklog close 2026-04-01-林雅婷 --reason bounced"]);
}

#[test]
fn what_belongs_to_a_person_stays_behind_where_another_name_is_typed_over_a_copy() {
    let journal = journal();
    let visible = [("id", ""), ("發送時間", "2026-04-11"), ("內容摘要", "想請教看板"), ("對象背景", "Carla Diaz，PM")];
    for (original, name, others) in [
        ("2026-04-01-林雅婷", "Carla Diaz", ["雅婷", "十年電商"]),
        ("2026-03-20-志明-nudge", "Carla Diaz", ["志明", "follows:"]),
        ("2026-04-10-Priya", "", ["priya-n", "Shopify"]),
    ] {
        let cells: Vec<(&str, &str)> = visible.into_iter().chain([("to.name", name)]).collect();
        let ran = import(&journal, &copied(&table(&journal), original, &cells));
        says(&ran, &["新增 1 筆", "message"]);
        let made = page(&journal, "2026-04-11");
        for other in others {
            assert!(!made.contains(other), "{other} in\n{made}");
        }
        for (path, _) in files(&journal.root().join("requests")).iter().filter(|(path, _)| path.contains("2026-04-11")) {
            std::fs::remove_file(journal.root().join("requests").join(path)).expect("removed");
        }
    }
}
