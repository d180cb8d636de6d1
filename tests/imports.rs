//! Tables and mail as newcomers have them: nobody's name is lost on the way, nothing goes missing without a word.

use crate::program::{Journal, Ran, files};

const SETTINGS: &str = "lang: en\ntimezone: Asia/Taipei\naddresses: [me@example.org]\n";

/// Writes a file and imports it.
fn import(name: &str, bytes: impl AsRef<[u8]>, args: &[&str]) -> (Journal, Ran) {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS)]);
    std::fs::write(journal.root().join(name), bytes).expect("written");
    let ran = journal.run(&[&["import", name], args].concat());
    (journal, ran)
}

/// Writes the file anew and imports it once more.
fn again(journal: &Journal, name: &str, text: &str) -> Ran {
    journal.write(name, text);
    journal.run(&["import", name])
}

fn list(journal: &Journal, form: &str) -> Vec<String> {
    let ran = journal.run(&["list", "--sort", "sent", "--format", form]);
    ran.out.lines().map(ToOwned::to_owned).collect()
}

#[test]
fn the_article_s_table_names_whom_the_shared_site_must_hide() {
    let table = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n\
        2026/4/1,請教林經理排程,\"林經理，前同事，在做數據分析\",是,\n\
        2026/4/2,請教雅婷怎麼轉職,林雅婷（行銷主管）,否,\n\
        2026/4/3,請教方向,\"高階主管，外商\",否,\n\
        2026/4/4,請教作品集,\"資深工程師，開源維護者\",否,\n";
    let (journal, ran) = import("t.csv", table, &[]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(
        list(&journal, "{{ to.name }}|{{ to.background }}"),
        ["林經理|前同事，在做數據分析", "林雅婷|行銷主管", "|高階主管，外商", "|資深工程師，開源維護者"]
    );
    assert!(ran.err.contains("names taken off the beginning of 對象背景 into to.name: row 2 林經理; row 3 林雅婷"), "{}", ran.err);
    assert!(ran.err.contains("2 entries name nobody in to.name"), "{}", ran.err);
    for (day, row) in [("2026-04-03", 4), ("2026-04-04", 5)] {
        let place = ran.err.lines().find(|line| line.contains(day) && line.ends_with(&format!("(row {row})"))).expect(&ran.err);
        let (path, line) = place.trim().split_once(':').expect("a place");
        let line: usize = line.split(' ').next().expect("a line").parse().expect("a number");
        assert!(journal.read(path).lines().nth(line - 1).expect("a line").starts_with("to:"), "{place}");
    }
    assert!(ran.err.contains("asklog set 2026-04-03-") && ran.err.contains("--map COLUMN=to.name"), "{}", ran.err);
    let built = journal.run(&["build", "--privacy", "shared", "--out", "out"]);
    assert_eq!(built.status, 0, "{}", built.err);
    for (path, bytes) in files(&journal.root().join("out")) {
        let page = String::from_utf8_lossy(&bytes);
        assert!(!page.contains("雅婷") && !page.contains("林經理"), "{path} names somebody");
    }
    let twice = journal.run(&["import", "t.csv"]);
    assert!(twice.err.contains("0 added, 4 already here, 0 with other values, 0 left out"), "{}", twice.err);
    let mapped = import(
        "u.csv",
        "何時,誰\n2026-04-01,\"王老師，社團\"\n2026-04-02,一位前輩\n",
        &["--map", "何時=sent", "--map", "誰=to.background"],
    );
    assert_eq!(list(&mapped.0, "{{ to.name }}"), ["王老師", ""]);
    assert!(mapped.1.err.contains("1 entry names nobody in to.name"), "{}", mapped.1.err);
}

#[test]
fn a_row_that_changed_is_told_and_not_doubled() {
    let table = "發送時間,內容摘要,對象背景,回覆與否,下一步優化\n2026/4/1,請教排程,\"林經理，前同事\",否,縮短\n2026/4/2,請教轉職,\"王老師，社團\",否,\n2026/4/3,請教面試,\"陳學姊，人資\",否,\n";
    for (changed, told) in [
        (table.replace("2026/4/1,", "2026/4/11,"), "sent (here: 2026-04-01; in the table: 2026-04-11)"),
        (table.replace("林經理", "林協理"), "to.name (here: 林經理; in the table: 林協理)"),
        (table.replace("請教排程", "請教排班"), "summary (here: 請教排程; in the table: 請教排班)"),
    ] {
        let (journal, _) = import("t.csv", table, &[]);
        let ran = again(&journal, "t.csv", &changed);
        assert!(ran.err.contains("0 added, 2 already here, 1 with other values, 0 left out"), "{}", ran.err);
        assert!(ran.err.contains("row 2 looks like 2026-04-01-") && ran.err.contains(told), "{}", ran.err);
        assert_eq!(list(&journal, "{{ id }}").len(), 3);
    }
    // A row that is new stays new, even with the same question on the same day.
    let (journal, _) = import("t.csv", table, &[]);
    let ran = again(&journal, "t.csv", &format!("{table}2026/4/1,請教排程,\"黃老師，前同事\",否,縮短\n"));
    assert!(ran.err.contains("1 added, 3 already here, 0 with other values"), "{}", ran.err);
    // Another table of letters with the same question is another table.
    let other = "發送時間,內容摘要,對象背景\n2026/4/1,請教排程,\"黃老師，前同事\"\n";
    assert!(again(&journal, "other.csv", other).err.contains("already here"));
    let alone = again(&import("t.csv", table, &[]).0, "other.csv", other);
    assert!(alone.err.contains("1 added"), "{}", alone.err);
}

#[test]
fn two_equal_rows_are_one() {
    let (journal, ran) = import("t.csv", "sent,to.name,summary\n2026-04-01,A,x\n2026-04-01,A,x\n2026-04-01,A,y\n", &[]);
    assert!(ran.err.contains("row 3 says the same as row 2; it is taken once"), "{}", ran.err);
    assert!(ran.err.contains("2 added"), "{}", ran.err);
    assert!(journal.run(&["import", "t.csv"]).err.contains("0 added, 2 already here, 0 with other values"));
}

#[test]
fn what_is_not_taken_is_said() {
    let table = "sent,to.name,summary,Topic,replied,\n2026-04-01,A,x,y,no,,lost\n2099-04-08,B,x,,no\n,C,x,,no\n,D,x,,no\n";
    let (_, ran) = import("t.csv", table, &[]);
    for told in [
        "words below no heading are not taken along: row 2, column G (lost).",
        "another column holds the same key and says something else; not taken: row 2, Topic.",
        "row 3, column sent: 2099-04-08 lies in the future",
        "asklog set 2099-04-08-B sent=DATE",
        "no date in sent: 2 entries are drafts (rows 4–5)",
    ] {
        assert!(ran.err.contains(told), "{told}\n{}", ran.err);
    }
    assert_eq!(ran.status, 0, "{}", ran.err);
    let (_, ran) = import("t.csv", "sent,to.name\nsoon,A\n2026-04-01,B\n", &[]);
    assert_eq!(ran.status, 1, "a row that is left out is not clean: {}", ran.err);
}

#[test]
fn an_open_quote_is_named_by_its_line() {
    let (journal, ran) =
        import("t.csv", "sent,to.name,summary\n2026-04-01,A,\"x\ny\"\n2026-04-02,B,\"open\n2026-04-03,C,z\n2026-04-04,D,\"d\"\n", &[]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("the quotation mark that opens a cell on line 4 is never closed"), "{}", ran.err);
    assert!(list(&journal, "{{ id }}").is_empty());
}

#[test]
fn a_mistyped_key_of_a_map_is_refused() {
    let table = "何時,誰,心情\n2026-04-01,A,好\n";
    let (_, ran) = import("t.csv", table, &["--map", "何時=snet"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("`snet` in --map is no key") && ran.err.contains("did you mean `sent`?"), "{}", ran.err);
    let (_, ran) = import("t.csv", table, &["--map", "誰=to.nam"]);
    assert!(ran.err.contains("did you mean `to.name`?"), "{}", ran.err);
    let (journal, ran) = import("t.csv", table, &["--map", "何時=sent", "--map", "誰=to.name", "--map", "心情=mood"]);
    assert!(ran.status == 0 && ran.err.contains("fields: [mood]"), "{}", ran.err);
    assert_eq!(list(&journal, "{{ extra.mood }}"), ["好"]);
}

#[test]
fn what_is_no_table_is_called_what_it_is() {
    for (name, bytes, told) in [
        ("t.json", &b"{\n  \"schema_version\": 1,\n  \"entr"[..], "t.json is JSON"),
        ("t.pdf", b"%PDF-1.7\n", "t.pdf is a PDF"),
        ("t.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1old", "t.xls is a workbook of Excel before 2007"),
    ] {
        let (_, ran) = import(name, bytes, &[]);
        assert!(ran.status == 2 && ran.err.contains(told), "{}", ran.err);
    }
}

#[cfg(feature = "xlsx")]
mod workbooks {
    use std::io::{Cursor, Read, Write};

    use rust_xlsxwriter::{Format, Formula, Workbook};

    use super::*;

    fn workbook() -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("求援").expect("a name");
        for (row, cells) in
            (0..).zip([["發送時間", "對象", "內容摘要"], ["2026/4/1", "林雅婷", "一"], ["", "王志明", "二"], ["", "陳文彬", "三"]])
        {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).expect("written");
            }
        }
        sheet.merge_range(1, 0, 2, 0, "2026/4/1", &Format::new()).expect("merged");
        sheet.write_formula(3, 0, Formula::new("=TODAY()").set_result("")).expect("written");
        let notes = workbook.add_worksheet().set_name("去年").expect("a name");
        for (row, cells) in (0..).zip([["發送時間", "對象"], ["2025/4/1", "許功蓋"]]) {
            for (column, cell) in (0..).zip(cells) {
                notes.write_string(row, column, cell).expect("written");
            }
        }
        workbook.save_to_buffer().expect("saved")
    }

    #[test]
    fn a_workbook_s_sheets_and_cells_are_told() {
        let (journal, ran) = import("t.xlsx", workbook(), &[]);
        assert!(ran.err.contains("the sheet `求援` is read; not read: 去年"), "{}", ran.err);
        assert!(ran.err.contains("a merged cell counts for all its rows: 發送時間, rows 2–3 (2026/4/1)"), "{}", ran.err);
        assert_eq!(list(&journal, "{{ to.name }} {{ sent }}")[..2], ["林雅婷 2026-04-01", "王志明 2026-04-01"]);
        let ran = journal.run(&["import", "t.xlsx", "--sheet", "去年"]);
        assert!(ran.out.contains("許功蓋") && ran.err.contains("not read: 求援"), "{}", ran.err);
        let ran = journal.run(&["import", "t.xlsx", "--sheet", "明年"]);
        assert!(ran.status == 2 && ran.err.contains("its sheets are: 求援, 去年"), "{}", ran.err);
    }

    /// The archive with one part's text changed.
    fn changed(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a part");
            let name = file.name().expect("a name").into_owned();
            let mut text = String::new();
            file.read_to_string(&mut text).expect("text");
            let text = if name.ends_with(part) { change(text) } else { text };
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
            writer.write_all(text.as_bytes()).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[test]
    fn a_formula_that_was_never_computed_leaves_its_row_out() {
        let bytes = changed(&workbook(), "sheet1.xml", |text| {
            let start = text.find("<f>TODAY()</f>").expect("a formula");
            let (cell, end) = (text[..start].rfind("<c ").expect("a cell"), start + text[start..].find("</c>").expect("its end"));
            format!("{}<c r=\"A4\"><f>TODAY()</f><v></v>{}", &text[..cell], &text[end..])
        });
        let (journal, ran) = import("t.xlsx", bytes, &[]);
        assert!(ran.status == 1 && ran.err.contains("row 4, column 發送時間: a formula whose value the file does not hold"), "{}", ran.err);
        assert_eq!(list(&journal, "{{ to.name }}"), ["林雅婷", "王志明"]);
    }

    #[test]
    fn a_workbook_that_unpacks_to_more_than_any_table_is_refused() {
        let bytes = changed(&workbook(), "sheet2.xml", |text| text + &" ".repeat(257 * 1024 * 1024));
        assert!(bytes.len() < 1024 * 1024);
        let (_, ran) = import("t.xlsx", bytes, &[]);
        assert!(ran.status == 2 && ran.err.contains("the limit (256 MiB, 3 million cells)"), "{}", ran.err);
    }

    #[test]
    fn a_number_is_a_date_by_the_workbook_s_own_first_day() {
        let mut workbook = Workbook::new();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let sheet = workbook.add_worksheet();
        for (column, heading) in (0..).zip(["發送時間", "對象", "內容摘要", "回覆與否"]) {
            sheet.write_string(0, column, heading).expect("written");
        }
        // The eighth of April, as a number and as a date; answered on the tenth.
        sheet.write_number(1, 0, 44_658.0).expect("written");
        sheet.write_number_with_format(2, 0, 44_658.395_833_333, &day).expect("written");
        for (row, name) in [(1, "林雅婷"), (2, "王志明")] {
            sheet.write_string(row, 1, name).expect("written").write_string(row, 2, "請教").expect("written");
            sheet.write_number(row, 3, 44_660.0).expect("written");
        }
        let bytes = workbook.save_to_buffer().expect("saved");
        let of_1904 = |text: String| text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
        let bytes = changed(&bytes, "workbook.xml", of_1904);
        let (journal, ran) = import("t.xlsx", bytes, &[]);
        assert_eq!(
            list(&journal, "{{ to.name }} {{ sent }} {{ replied }}"),
            ["林雅婷 2026-04-08 2026-04-10", "王志明 2026-04-08T09:30:00+08:00 2026-04-10"],
            "{}",
            ran.err
        );
        let ran = journal.run(&["import", "t.xlsx"]);
        assert!(ran.err.contains("0 added, 2 already here"), "{}", ran.err);
    }

    #[test]
    fn a_damaged_workbook_is_called_damaged() {
        let whole = workbook();
        let (_, ran) = import("t.xlsx", &whole[..whole.len() / 2], &[]);
        assert!(ran.status == 2 && ran.err.contains("t.xlsx is cut off or damaged"), "{}", ran.err);
        let (_, ran) = import("t.xlsx", b"<html>", &[]);
        assert!(ran.status == 2 && ran.err.contains("t.xlsx is no Excel workbook"), "{}", ran.err);
    }
}

fn mail(from: &str, to: &str, headers: &str) -> String {
    format!("From: {from}\nTo: {to}\nSubject: One question\n{headers}\nHello, which first?\n")
}

#[test]
fn a_mail_without_a_date_is_dated_by_who_passed_it_on_or_left_out() {
    let received = mail(
        "me@example.org",
        "Ya <ya@example.org>",
        "Date: soon\nMessage-ID: <1@e>\nReceived: from b; Wed, 08 Apr 2026 09:31:00 +0800\nReceived: from a by b; Wed, 08 Apr 2026 09:30:00 +0800\n",
    );
    let (journal, _) = import("one.eml", received, &[]);
    assert_eq!(list(&journal, "{{ sent }}"), ["2026-04-08T09:30:00+08:00"]);
    let mbox = format!(
        "From me Thu Apr  9 01:30:00 2026\n{}\nFrom - 00:00 0000 2026\n{}",
        mail("me@example.org", "Ya <ya@example.org>", "Message-ID: <2@e>\n"),
        mail("me@example.org", "Bo <bo@example.org>", "Message-ID: <3@e>\n")
    );
    let (journal, ran) = import("box.mbox", mbox, &[]);
    assert_eq!(list(&journal, "{{ sent }}"), ["2026-04-09T09:30:00+08:00"]);
    assert!(ran.err.contains("box.mbox:9 (mail 2): no header tells when it was sent; left out"), "{}", ran.err);
    assert_eq!(ran.status, 1);
}

#[test]
fn mails_of_several_files_find_their_answers() {
    let answer =
        mail("Ya <ya@example.org>", "me@example.org", "Date: Thu, 09 Apr 2026 10:00:00 +0800\nMessage-ID: <2@e>\nIn-Reply-To: <1@e>\n");
    let letter = mail("me@example.org", "Ya <ya@example.org>", "Date: Wed, 08 Apr 2026 09:30:00 +0800\nMessage-ID: <1@e>\n");
    let (journal, ran) = import("a.eml", &answer, &[]);
    assert!(ran.err.contains("1 of them answers a letter that is not here yet"), "{}", ran.err);
    journal.write("mails/1-answer.eml", &answer);
    journal.write("mails/2-letter.eml", &letter);
    for args in [&["import", "mails"][..], &["import", "--format", "eml", "mails/1-answer.eml", "mails/2-letter.eml"]] {
        let journal = Journal::new(&[("asklog.yaml", SETTINGS), ("mails/1-answer.eml", &answer), ("mails/2-letter.eml", &letter)]);
        let ran = journal.run(args);
        assert_eq!((ran.status, list(&journal, "{{ status }}")), (0, vec!["replied".to_owned()]), "{}", ran.err);
    }
    assert_eq!(journal.run(&["import", "requests"]).status, 2);
    let mbox = format!("From me Wed Apr  8 01:30:00 2026\n{letter}\nFrom ya Thu Apr  9 02:00:00 2026\n{answer}");
    let (journal, ran) = import("box", mbox, &["--format", "eml"]);
    assert!(ran.err.contains("box is a mailbox of many mails (mbox)"), "{}", ran.err);
    assert_eq!(list(&journal, "{{ status }}"), ["replied"]);
    let (_, ran) = import("t.csv", "a,b\n1,2\n", &["--format", "eml"]);
    assert!(ran.status == 1 && ran.err.contains("t.csv is no e-mail"), "{}", ran.err);
}

#[test]
fn charsets_have_many_names() {
    let mut bytes = b"From: me@example.org\nTo: =?big5_tw?B?pEg=?= <x@y.z>\nDate: Wed, 08 Apr 2026 09:30:00 +0800\nMessage-ID: <1@e>\nSubject: =?x-windows-950?B?pEg=?=\nContent-Type: text/plain; charset=cp950\n\n".to_vec();
    bytes.extend([0xA4, 0x48, 0xA4, 0x48, b'\n']);
    let (journal, _) = import("one.eml", bytes, &[]);
    assert_eq!(list(&journal, "{{ to.name }} {{ subject }}"), ["人 人"]);
    assert!(journal.run(&["show", "人", "--message"]).out.contains("人人"));
}

#[test]
fn a_group_is_named_and_a_new_name_of_one_s_own_doubles_nothing() {
    let me = "https://www.linkedin.com/in/pinyu";
    let table = |name: &str| {
        format!(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
             2-a,,{name},{me},\"Ming Wang,Ya Lin\",\"https://www.linkedin.com/in/ming,https://www.linkedin.com/in/ya\",2026-04-08 09:12:33 UTC,,A or B?,INBOX\n\
             2-a,,Ya Lin,https://www.linkedin.com/in/ya,\"{name},Ming Wang\",\"{me},https://www.linkedin.com/in/ming\",2026-04-09 09:12:33 UTC,,B,INBOX\n\
             2-b,,{name},{me},Bo Li,https://www.linkedin.com/in/bo,2026-04-10 09:12:33 UTC,,Which?,INBOX\n"
        )
    };
    let (journal, ran) = import("messages.csv", table("Pinyu Chen"), &[]);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.err);
    let entries = files(&journal.root().join("requests"));
    let first = String::from_utf8_lossy(&entries[0].1).into_owned();
    assert!(first.contains("It went to Ming Wang, Ya Lin.") && first.contains("Ya Lin 2026-04-09"), "{first}");
    let ran = again(&journal, "messages.csv", &table("Pinyu Chen (she/her)"));
    assert!(ran.out.is_empty() && ran.err.contains("0 added, 2 already here"), "{}", ran.err);
}

#[test]
fn an_export_says_what_it_wrote_and_where() {
    let journal = Journal::new(&[(
        "requests/2026/2026-04-01-A.md",
        "---\nkind: ask-learning\nto: {name: A}\nchannel: email\nsent: 2026-04-01\n---\n\nHello, which first?\n",
    )]);
    journal.write("requests/2026/2026-04-02-B.md", "---\nkind: give\nchannel: linkedin-post\nsent: 2026-04-02\n---\n\nA post.\n");
    for (file, status, told) in [
        ("t.ics", 0, "t.ics: 1 event"),
        ("t.csv", 0, "t.csv: 2 entries"),
        ("table", 0, "table: 2 entries"),
        ("t.pdf", 2, "asklog cannot export to `.pdf`"),
        (".", 2, ". is a folder"),
        ("new/t.csv", 0, "made the folder new"),
    ] {
        let ran = journal.run(&["export", "-o", file]);
        assert!(ran.status == status && ran.err.contains(told), "{told}: {}", ran.err);
    }
    assert!(!journal.root().join("t.pdf").exists());
    let calendars = [&["export", "--format", "ics"][..], &["due", "--format", "ics"]].map(|args| journal.run(args).out);
    assert_eq!(calendars[0], calendars[1]);
    assert_eq!(journal.run(&["due", "--format", "ics", "--days", "0", "--now", "2026-04-02"]).out.matches("BEGIN:VEVENT").count(), 0);
}

#[test]
fn a_saved_mail_that_is_none_stops_no_folder() {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS)]);
    let good = "From: Me <me@example.org>\nTo: Ada <ada@example.org>\nDate: Wed, 1 Apr 2026 09:00:00 +0800\nMessage-ID: <1@x>\nSubject: One question\n\nHi Ada, which first?\n";
    for (name, text) in [("mails/good.eml", good), ("mails/empty.eml", ""), ("mails/none.eml", "hello this is no mail at all\n")] {
        journal.write(name, text);
    }
    let ran = journal.run(&["import", "mails"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(list(&journal, "{{ to.name }}"), ["Ada"], "{}", ran.err);
    assert!(ran.err.contains("empty.eml is no e-mail") && ran.err.contains("none.eml is no e-mail"), "{}", ran.err);
}

#[test]
fn a_file_finds_what_a_file_before_it_in_the_same_command_has_added() {
    let table = "Date,Person,Summary\n2026-04-01,Ada Wong,One question\n2026-04-02,Ben Ho,My resume\n";
    let grown = format!("{table}2026-04-03,Cy Lin,My portfolio\n");
    let chat = "CONVERSATION ID,FROM,TO,DATE,CONTENT\nc,Me,Ya,2026-04-01 01:00:00 UTC,Which?\nc,Ya,Me,2026-04-02 01:00:00 UTC,A.\n";
    let settings = format!("{SETTINGS}name: Me\n");
    let files = [("asklog.yaml", &*settings), ("t.csv", table), ("grown.csv", &grown), ("messages.csv", chat)];
    for (names, added, same) in [(["t.csv", "t.csv"], 2, 2), (["t.csv", "grown.csv"], 3, 2), (["messages.csv", "messages.csv"], 1, 1)] {
        let journal = Journal::new(&files);
        let told = format!("{added} would be added, {same} already here, 0 with other values, 0 left out");
        let ran = journal.run(&["import", "--dry-run", names[0], names[1]]);
        assert!(ran.status == 0 && ran.err.contains(&told), "{}", ran.err);
        let ran = journal.run(&["import", names[0], names[1]]);
        assert!(ran.status == 0 && ran.err.contains(&told.replace("would be added", "added")), "{}", ran.err);
        assert_eq!(list(&journal, "{{ id }}").len(), added, "{}", ran.err);
    }
    // Exported twice in two forms, the table's ids are those of the entries that the first form brought.
    let journal = Journal::new(&files);
    journal.run(&["import", "grown.csv"]);
    journal.run(&["export", "-o", "a.csv"]);
    journal.run(&["export", "-o", "b.csv"]);
    let fresh = Journal::new(&[("asklog.yaml", SETTINGS), ("a.csv", &journal.read("a.csv")), ("b.csv", &journal.read("b.csv"))]);
    for (flag, added) in [(&["--dry-run"][..], "3 would be added"), (&[], "3 added")] {
        let ran = fresh.run(&[&["import", "a.csv", "b.csv"], flag].concat());
        assert!(ran.err.contains(&format!("{added}, 3 already here, 0 with other values, 0 left out")), "{}", ran.err);
    }
}
