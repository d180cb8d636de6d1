//! Several tables in one command: each sentence names the file that it speaks of.

use crate::edited_tables::SETTINGS;
use crate::program::Journal;

const ONE: &str = "四月的信\n發送時間,內容摘要,對象背景,回覆與否,下一步優化,心情\n2026/4/1,請教排程,\"林經理，前同事\",否,,好\n2026/13/1,請教排程,王志明,否,,\n2026/4/2,請教,陌生人資,否,,\n2026/4/2,請教,陌生人資,否,,\n,請教草稿,陳文彬,,,\n2026/4/3,請教資料表,吳佳蓉,退信,,\n";
const TWO: &str = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n2026/4/1,請教排程改了,\"林經理，前同事\",否,背景短一點\n2027/4/1,請教明年的事,鄭宇翔,Sent,\n2027/4/2,請教明年的事,鄭宇翔,否,\n";
const CHATS: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\nc1,,Mei Chen,https://www.linkedin.com/in/mei,Dana Scott,https://www.linkedin.com/in/dana,2026-04-01 09:00:00 UTC,,\"Hi Dana, which of the two should I learn first?\",INBOX\nc1,,Mei Chen,https://www.linkedin.com/in/mei,Dana Scott,https://www.linkedin.com/in/dana,someday,,Again,INBOX\n";

fn files() -> [(&'static str, &'static str); 4] {
    [
        ("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\naddresses: [https://www.linkedin.com/in/mei]\n"),
        ("一.csv", ONE),
        ("二.csv", TWO),
        ("messages.csv", CHATS),
    ]
}

#[test]
fn each_sentence_names_its_file() {
    let journal = Journal::new(&files());
    for words in [vec!["--dry-run"], vec![], vec![]] {
        let ran = journal.run(&[vec!["import", "一.csv", "二.csv", "messages.csv"], words].concat());
        let lines: Vec<&str> = ran.err.lines().collect();
        let (last, said) = lines.split_last().expect("a sum");
        assert!(last.contains("會新增") || last.starts_with("新增"), "{}", ran.err);
        for line in said.iter().filter(|line| !line.starts_with("  ")) {
            let names = ["一.csv：", "二.csv：", "messages.csv："];
            assert_eq!(names.iter().filter(|name| line.contains(**name)).count(), 1, "{line}");
            assert!(names.iter().any(|name| line.starts_with(name)), "{line}");
        }
        for name in ["一.csv：第", "二.csv：第", "messages.csv：第"] {
            assert!(ran.err.contains(name), "{name}: {}", ran.err);
        }
    }
}

#[test]
fn one_table_is_not_named_in_every_sentence() {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("一.csv", ONE)]);
    let ran = journal.run(&["import", "一.csv"]);
    assert!(ran.err.contains("\n第 4 列") && !ran.err.contains("一.csv"), "{}", ran.err);
}
