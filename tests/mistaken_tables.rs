//! Tables that look like something else: a number called `id`, a short year, cells that an export disarmed.

use crate::program::{Journal, Ran};

const SETTINGS: &str = "lang: zh-TW\ntimezone: Asia/Taipei\n";

fn import(text: &str, args: &[&str]) -> (Journal, Ran) {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("t.csv", text)]);
    let ran = journal.run(&[&["import", "t.csv"], args].concat());
    (journal, ran)
}

fn list(journal: &Journal, form: &str) -> Vec<String> {
    journal.run(&["list", "--sort", "sent", "--format", form]).out.lines().map(ToOwned::to_owned).collect()
}

#[test]
fn a_column_of_numbers_called_id_makes_no_export() {
    let (journal, ran) = import(
        "id,發送時間,內容摘要,對象,管道,回覆與否,回覆內容,下一步優化\n1,2026-03-01,請教一,林雅婷,email,是,謝謝,再短\n2,2026-03-02,請教二,王大明,LINE,否,,\n",
        &[],
    );
    assert!(ran.err.contains("欄位：") && ran.err.contains("新增 2 筆"), "{}", ran.err);
    assert_eq!(list(&journal, "{{ to.name }}|{{ channel }}|{{ status }}|{{ next }}"), ["林雅婷|email|replied|再短", "王大明|line|silent|"]);
    assert!(!list(&journal, "{{ id }}").iter().any(|id| id == "1" || id == "2"), "the numbers are no ids of ours");
    let (journal, ran) = import("id,Date,Person,Channel,Summary,Reply\n1,2026-03-01,Amy Lin,email,ask one,\n", &[]);
    assert_eq!(list(&journal, "{{ sent }}|{{ to.name }}|{{ summary }}"), ["2026-03-01|Amy Lin|ask one"], "{}", ran.err);
    // Nor is an entry that is called so by accident the row's.
    journal.write("requests/2026/1.md", "---\nkind: ask-learning\nto: {name: 甲}\nsent: 2026-01-01\n---\n\n請問？\n");
    let ran = journal.run(&["import", "t.csv"]);
    assert!(ran.err.contains("新增 0 筆，已經有的 1 筆，內容不同的 0 筆"), "{}", ran.err);
}

#[test]
fn a_short_year_is_asked_for_and_never_guessed() {
    let table = "發送時間,內容摘要,對象\n26/3/14,請教,林雅婷\n";
    for args in [&[] as &[&str], &["--date-order", "dmy"], &["--date-order", "mdy"]] {
        let (journal, ran) = import(table, args);
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.err.contains("26/3/14") && ran.err.contains("2026-03-14") && !ran.err.contains("--date-order"), "{}", ran.err);
        assert_eq!(list(&journal, "{{ id }}").len(), 0);
    }
    let (journal, _) = import(&table.replace("26/3/14", "14/3/26"), &["--date-order", "dmy"]);
    assert_eq!(list(&journal, "{{ sent }}"), ["2026-03-14"]);
}

#[test]
fn what_an_export_disarmed_is_undone_in_any_of_its_columns() {
    let table = "發送時間,內容摘要,對象,對象背景,回覆與否,下一步優化\n\
        2026-03-01,=SUM(1),王大明,@PM,否,-先問\n2026-03-02,'quoted,林雅婷,工程師,否,+1\n2026-03-03,請教,李小明,設計師,否,''=y\n";
    let (journal, _) = import(table, &[]);
    let facts = "{{ summary }}|{{ next }}";
    let wanted = ["=SUM(1)|-先問", "'quoted|+1", "請教|'=y"];
    assert_eq!(list(&journal, facts), wanted);
    let export = journal.run(&["export", "--format", "csv"]).out;
    let text = export.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in reader.records() {
        writer.write_record(row.expect("a row").iter().take(5)).expect("written");
    }
    let cut = String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8");
    assert!(cut.contains("''quoted") && cut.contains("'-先問"), "{cut}");
    journal.write("cut.csv", &cut);
    let ran = journal.run(&["import", "cut.csv"]);
    assert!(ran.err.contains("新增 0 筆，已經有的 3 筆，內容不同的 0 筆"), "{}", ran.err);
    let (other, _) = import(&cut, &[]);
    assert_eq!(list(&other, facts), wanted);
}

#[test]
fn a_word_in_the_column_of_replies_tells_whether_there_was_one() {
    for (cell, wanted) in [
        ("Declined", "yes|declined"),
        ("Yes but declined", "yes|declined"),
        ("對方拒絕", "yes|declined"),
        ("婉拒了", "yes|declined"),
        ("N/A", "|"),
        ("-", "|"),
        ("No reply yet", "|"),
        ("still waiting", "|"),
        ("還沒回", "|"),
        ("石沉大海", "|"),
    ] {
        for heading in ["Reply", "Replied?"] {
            let (journal, ran) = import(&format!("Date,Person,Summary,{heading}\n2026-03-01,Amy Lin,ask one,{cell}\n"), &[]);
            let id = list(&journal, "{{ id }}").concat();
            let page = journal.read(&format!("requests/2026/{id}.md"));
            let says = |key: &str| page.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim_matches(['[', ']', ' ']);
            assert_eq!(format!("{}|{}", says("replied:"), says("outcome:")), wanted, "{heading} {cell}: {}\n{page}", ran.err);
            assert!(!page.contains("##"), "no words stay: {page}");
        }
    }
}

#[test]
fn one_person_in_two_spellings_is_told_and_sums_are_no_rows() {
    let table = "sep=,\n發送時間,內容摘要,對象,對象背景,回覆與否\n2026/3/2,請教先學什麼,David Chen,主管,約好了\n2026/3/2,請教先學什麼,ＤAVID  chen,主管,約好了\n2026/3/5,請教作品集,王志明,工程師,還在等\n2026/3/6,請教排程,吳佳蓉,設計師,回覆率 50%\n合計,2 封,,,1\n";
    let journal = crate::program::Journal::new(&[("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\n"), ("t.csv", table)]);
    for added in ["新增 2 筆，已經有的 0 筆", "新增 0 筆，已經有的 2 筆"] {
        let ran = journal.run(&["import", "t.csv"]);
        for told in [
            "第 4 列，對象 欄：跟第 3 列是同一封信，對象只是寫法不同",
            "合計的列沒有帶進來：第 7 列（合計）",
            "`回覆率 50%` 不是「是」或「否」",
            added,
        ] {
            assert!(ran.err.contains(told), "{told}\n{}", ran.err);
        }
        assert!(!ran.err.contains("sep="), "{}", ran.err);
    }
    let page = journal.read("requests/2026/2026-03-02-David-Chen.md");
    assert!(page.contains("replied: yes") && page.contains("\n約好了\n"), "{page}");
}
