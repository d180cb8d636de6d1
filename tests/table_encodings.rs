//! Tables in the encodings that people's programs save: told apart by what is likely to be meant, and asked about where it is not plain.

use crate::program::{Journal, Ran};

fn import(text: &str, encoding: &'static encoding_rs::Encoding, args: &[&str]) -> (Journal, Ran) {
    let journal = Journal::new(&[("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\n")]);
    std::fs::write(journal.root().join("t.csv"), encoding.encode(text).0).expect("written");
    let ran = journal.run(&[&["import", "t.csv"], args].concat());
    (journal, ran)
}

fn names(journal: &Journal) -> String {
    journal.run(&["list", "--sort", "sent", "--format", "{{ to.name }}|{{ summary }}"]).out
}

#[test]
fn a_short_table_of_gbk_is_no_cp950() {
    for (table, wanted) in [
        ("发送时间,内容摘要,对象背景,回复与否,下一步优化\n2026/4/8,请教学习顺序,林雅婷，十年电商,是,问题二选一\n", "林雅婷|请教学习顺序\n"),
        ("sent,to.name,summary\n2026-04-08,许功盖,请教\n", "许功盖|请教\n"),
        ("sent,to.name,summary\n2026-04-08,李明,问题\n", "李明|问题\n"),
    ] {
        let (journal, ran) = import(table, encoding_rs::GBK, &[]);
        assert_eq!((ran.status, names(&journal).as_str()), (0, wanted), "{}", ran.err);
        assert!(ran.err.contains("t.csv：以 GB18030 讀取"), "{}", ran.err);
    }
    for (table, wanted) in [
        ("發送時間,對象,內容摘要\n2026/4/8,許功蓋,請教\n", "許功蓋|請教\n"),
        ("sent,to.name,summary\n2026-04-08,林,問\n", "林|問\n"),
        ("sent,to.name,summary\n2026-04-08,王志明,請教履歷\n", "王志明|請教履歷\n"),
    ] {
        let (journal, ran) = import(table, encoding_rs::BIG5, &[]);
        assert_eq!((ran.status, names(&journal).as_str()), (0, wanted), "{}", ran.err);
        assert!(ran.err.contains("t.csv：以 CP950 讀取"), "{}", ran.err);
    }
}

#[test]
fn what_is_not_plain_is_asked_about() {
    let table = "sent,to.name,summary\n2026-04-08,André,Résumé\n";
    let (journal, ran) = import(table, encoding_rs::WINDOWS_1252, &[]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("看不出 t.csv 的編碼") && ran.err.contains("--encoding"), "{}", ran.err);
    assert_eq!(names(&journal), "");
    let (journal, ran) = import("sent,to.name\n2026-04-08,陳\n", encoding_rs::BIG5, &[]);
    assert_eq!((ran.status, names(&journal).as_str()), (0, "陳|\n"), "{}", ran.err);
    assert!(ran.err.contains("以 CP950 讀取（「陳」），但也可能是 GB18030（「朝」）；讀錯了就加上 --encoding GB18030"), "{}", ran.err);
    let (_, ran) = import("sent,to.name\n2026-04-08,蔡\n", encoding_rs::BIG5, &[]);
    assert!(ran.status == 2 && ran.err.contains("看不出是 CP950（「蔡」）還是 GB18030（「讲」）"), "{}", ran.err);
    let (journal, ran) = import(table, encoding_rs::WINDOWS_1252, &["--encoding", "latin1"]);
    assert_eq!((ran.status, names(&journal).as_str()), (0, "André|Résumé\n"), "{}", ran.err);
}

#[test]
fn an_encoding_is_named() {
    let table = "sent,to.name,summary\n2026-04-08,許功蓋,請教\n";
    for name in ["big5", "cp950", "Big5-HKSCS"] {
        let (journal, ran) = import(table, encoding_rs::BIG5, &["--encoding", name]);
        assert_eq!((ran.status, names(&journal).as_str()), (0, "許功蓋|請教\n"), "{}", ran.err);
    }
    let (journal, ran) = import("sent,to.name,summary\n2026-04-08,山田,相談\n", encoding_rs::SHIFT_JIS, &["--encoding", "shift_jis"]);
    assert_eq!((ran.status, names(&journal).as_str()), (0, "山田|相談\n"), "{}", ran.err);
    let (_, ran) = import(table, encoding_rs::BIG5, &["--encoding", "big6"]);
    assert!(ran.status == 2 && ran.err.contains("`big6` 不是編碼的名稱") && ran.err.contains("big5"), "{}", ran.err);
    let (_, ran) = import(table, encoding_rs::BIG5, &["--encoding", "utf-8"]);
    assert!(ran.status == 2 && ran.err.contains("t.csv 不是 UTF-8：第 2 行"), "{}", ran.err);
}

#[test]
fn utf_16_without_a_mark_is_told_by_its_zero_bytes() {
    let table = "發送時間,內容摘要,對象,回覆與否,下一步優化\n2026/4/8,請教學習順序,林雅婷,否,\n2026/4/9,請教職涯,王大明,否,\n";
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let marked = format!("\u{feff}{table}");
    for (bytes, label) in [(big(table), "UTF-16"), (little(table), "utf-16"), (big(&marked), "UTF-16"), (big(table), "UTF-16BE")] {
        for args in [&[][..], &["--encoding", label]] {
            let journal = Journal::new(&[("asklog.yaml", "lang: zh-TW\ntimezone: Asia/Taipei\n")]);
            std::fs::write(journal.root().join("t.csv"), &bytes).expect("written");
            let ran = journal.run(&[&["import", "t.csv"], args].concat());
            assert_eq!((ran.status, names(&journal).as_str()), (0, "林雅婷|請教學習順序\n王大明|請教職涯\n"), "{label} {}", ran.err);
        }
    }
}
