//! What stands in a file of another program and must not be lost without a word: links, notes, damaged mail, what people write into cells.

use crate::program::{Journal, Ran};

const SETTINGS: &str = "lang: zh-TW\ntimezone: Asia/Taipei\naddresses: [me@example.org]\nname: Pinyu Chen\n";

fn import(name: &str, bytes: impl AsRef<[u8]>) -> (Journal, Ran) {
    let journal = Journal::new(&[("asklog.yaml", SETTINGS)]);
    std::fs::write(journal.root().join(name), bytes).expect("written");
    let ran = journal.run(&["import", name]);
    (journal, ran)
}

fn entry(journal: &Journal, id: &str) -> serde_json::Value {
    serde_json::from_str(&journal.run(&["show", id, "--format", "json"]).out).expect("JSON")
}

fn mail(id: &str, to: &str, headers: &str, body: &str) -> String {
    format!(
        "From: Me <me@example.org>\nTo: {to}\nSubject: 請教\nDate: Wed, 08 Apr 2026 09:30:00 +0800\nMessage-ID: <{id}@e>\n{headers}\n{body}\n"
    )
}

#[test]
fn the_links_of_an_html_mail_stay() {
    let body = "<p>您好，這是<a href=\"https://example.org/作品?a=1&amp;b=2\">我的作品</a>和 <a href=\"https://example.org/\">https://example.org/</a>，\
        <a href=\"mailto:me@example.org\">寫信</a>，<a href=\"https://example.org/a(b)\">括號</a>，請問哪一個好？</p>";
    let (journal, _) = import("a.eml", mail("1", "Ya <ya@e.org>", "Content-Type: text/html; charset=utf-8\n", body));
    assert_eq!(
        entry(&journal, "Ya")["message"],
        "您好，這是[我的作品](https://example.org/作品?a=1&b=2)和 https://example.org/，寫信，括號 <https://example.org/a(b)>，請問哪一個好？"
    );
    let linkedin = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
        2-a,,Pinyu Chen,https://www.linkedin.com/in/p,Ming,https://www.linkedin.com/in/ming,2026-04-08 09:12:33 UTC,,\"<p>請問 <a href=\"\"https://example.org/x\"\">這張表</a> 對嗎？</p>\",INBOX\n";
    let (journal, ran) = import("messages.csv", linkedin);
    assert_eq!(entry(&journal, "Ming")["message"], "請問 [這張表](https://example.org/x) 對嗎？", "{}", ran.err);
}

#[test]
fn a_damaged_mail_is_named_and_left_out() {
    for (headers, body) in [
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n", "5oKo5aW9!!77yM6KuL5ZWP"),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
            "=E6=82=A8=E5=A5=B=EF=BC=8C=E8=AB=8B=E5=9",
        ),
    ] {
        let (journal, ran) = import("a.eml", mail("1", "Ya <ya@e.org>", headers, body));
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.err.contains("a.eml：內容損壞") && ran.err.contains("略過 1 筆"), "{}", ran.err);
        assert_eq!(journal.run(&["list", "--format", "{{ id }}"]).out, "");
    }
    // Another form of the same words is whole; a loose `=` is a letter's own.
    let both = "Content-Type: multipart/alternative; boundary=b\n";
    let parts = "--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n5oKo5aW!\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>請問哪一個好？</p>\n--b--";
    let (journal, ran) = import("a.eml", mail("1", "Ya <ya@e.org>", both, parts));
    assert_eq!((ran.status, &entry(&journal, "Ya")["message"]), (0, &"請問哪一個好？".into()), "{}", ran.err);
    let loose = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n";
    let (journal, ran) = import("a.eml", mail("1", "Ya <ya@e.org>", loose, "https://example.org/?a=x&b=y which first?"));
    assert_eq!((ran.status, &entry(&journal, "Ya")["message"]), (0, &"https://example.org/?a=x&b=y which first?".into()), "{}", ran.err);
}

#[test]
fn a_damaged_answer_is_named_too() {
    let letter = mail("1", "Ya <ya@e.org>", "", "請問哪一個好？");
    let answer = "From: Ya <ya@e.org>\nTo: me@example.org\nSubject: Re\nDate: Thu, 09 Apr 2026 09:30:00 +0800\nMessage-ID: <2@e>\nIn-Reply-To: <1@e>\nContent-Transfer-Encoding: base64\n\n!!!\n";
    let mbox = format!("From me Wed Apr  8 01:30:00 2026\n{letter}\nFrom ya Thu Apr  9 01:30:00 2026\n{answer}");
    let (_, ran) = import("box.mbox", mbox);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("（第 2 封信）：內容損壞"), "{}", ran.err);
}

#[test]
fn two_letters_of_one_message_id_are_told() {
    let one = mail("1", "Ya <ya@e.org>", "", "請問哪一個好？");
    let two = mail("1", "Bo <bo@e.org>", "", "請問哪一個好？").replace("Subject: 請教", "Subject: 另一個問題");
    let (_, ran) = import("box.mbox", format!("From me Wed Apr  8 01:30:00 2026\n{one}\nFrom me Wed Apr  8 02:30:00 2026\n{two}"));
    assert!(ran.err.contains("box.mbox:10（第 2 封信）：Message-ID 和前面的一封信一樣，主旨、時間或對象不同；略過"), "{}", ran.err);
    assert_eq!(ran.status, 1, "{}", ran.err);
    // The same mail under two labels is one.
    let (_, ran) = import("box.mbox", format!("From me Wed Apr  8 01:30:00 2026\n{one}\nFrom me Wed Apr  8 02:30:00 2026\n{one}"));
    assert_eq!(ran.status, 0, "{}", ran.err);
}

#[test]
fn what_asks_nobody_is_no_request_and_is_named() {
    let me = "https://www.linkedin.com/in/p";
    let linkedin = format!(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
         2-a,,Recruiter,https://www.linkedin.com/in/r,Pinyu Chen,{me},2026-04-07 09:00:00 UTC,,A job for you?,INBOX\n\
         2-a,,Pinyu Chen,{me},Recruiter,https://www.linkedin.com/in/r,2026-04-08 09:00:00 UTC,,No thanks.,INBOX\n\
         2-b,,Ming,https://www.linkedin.com/in/ming,Pinyu Chen,{me},2026-04-07 09:00:00 UTC,,Hello!,INBOX\n\
         2-b,,Pinyu Chen,{me},Ming,https://www.linkedin.com/in/ming,2026-04-08 09:00:00 UTC,,\"Hi Ming, may I ask which database you use?\",INBOX\n\
         2-c,,Pinyu Chen,{me},Pinyu Chen,{me},2026-04-09 09:00:00 UTC,,Remember: which one?,INBOX\n"
    );
    let (journal, ran) = import("messages.csv", linkedin);
    assert_eq!(journal.run(&["list", "--format", "{{ to.name }}"]).out, "Ming\n", "{}", ran.err);
    assert!(ran.err.contains("是回別人先開始的對話，裡面沒有請求：第 3 列，Recruiter"), "{}", ran.err);
    assert!(ran.err.contains("寫給自己的：第 6 列"), "{}", ran.err);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let (journal, ran) = import("a.eml", mail("1", "Me <me@example.org>", "", "記得問：先學哪一個？"));
    assert_eq!(journal.run(&["list", "--format", "{{ id }}"]).out, "");
    assert!(ran.err.contains("寫給自己的：a.eml"), "{}", ran.err);
}

#[test]
fn mails_that_are_not_taken_are_named() {
    let other =
        "From: Ad <ad@e.org>\nTo: me@example.org\nSubject: 電子報\nDate: Thu, 09 Apr 2026 09:30:00 +0800\nMessage-ID: <9@e>\n\nBuy\n";
    let (_, ran) = import("box.mbox", format!("From ad Thu Apr  9 01:30:00 2026\n{other}"));
    assert!(ran.err.contains("不是在回你的：box.mbox:1（第 1 封信）"), "{}", ran.err);
}

#[test]
fn what_people_write_beside_a_yes_or_no_stays() {
    let table = "發送時間,對象,內容摘要,回覆與否\n\
        2026/4/1,林雅婷,一,有，對方說下週通話\n\
        2026/4/2,王志明,二,Declined\n\
        2026/4/3,陳文彬,三,No reply\n\
        2026/4/4,許功蓋,四,已婉拒\n\
        2026/4/5,高子晴,五,沒有，下週再問一次\n\
        2026/4/6,黃怡君,六,已回覆：寄了兩篇文章\n";
    let (journal, ran) = import("t.csv", table);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let of = |name: &str| {
        let shown = entry(&journal, name);
        let sections: Vec<String> = shown["sections"]
            .as_array()
            .expect("sections")
            .iter()
            .map(|section| format!("{}: {}", section["kind"].as_str().unwrap_or_default(), section["text"].as_str().unwrap_or_default()))
            .collect();
        (shown["entry"]["status"].as_str().unwrap_or_default().to_owned(), shown["entry"]["outcome"].to_string(), sections.join("; "))
    };
    for (name, status, outcome, sections) in [
        ("林雅婷", "replied", "[]", "reply: 對方說下週通話"),
        ("王志明", "replied", "[\"declined\"]", ""),
        ("陳文彬", "due", "[]", ""),
        ("許功蓋", "replied", "[\"declined\"]", ""),
        ("高子晴", "waiting", "[]", "notes: 下週再問一次"),
        ("黃怡君", "replied", "[]", "reply: 寄了兩篇文章"),
    ] {
        let (got_status, got_outcome, got_sections) = of(name);
        assert!(got_status == status || status == "due" || status == "waiting", "{name}: {got_status}");
        assert_eq!((got_outcome.as_str(), got_sections.as_str()), (outcome, sections), "{name}");
    }
    let twice = journal.run(&["import", "t.csv"]);
    assert!(twice.err.contains("新增 0 筆，已經有的 6 筆，內容不同的 0 筆"), "{}", twice.err);
}

#[test]
fn lines_above_the_headings_and_broken_lines_are_told() {
    let table = "小明的求援表,,\n,,\n發送時間,對象,內容摘要,下一步優化\n2026/4/1,林雅婷,\"請教\n盲點\",\"一、短\n二、慢\"\n";
    let (journal, ran) = import("t.csv", table);
    assert!(ran.err.contains("欄名上面的文字沒有帶進來：第 1 列（小明的求援表）"), "{}", ran.err);
    assert!(ran.err.contains("換行變成空格：第 4 列 內容摘要；第 4 列 下一步優化"), "{}", ran.err);
    assert_eq!(journal.run(&["list", "--format", "{{ summary }}|{{ next }}"]).out, "請教 盲點|一、短 二、慢\n");
}

#[cfg(feature = "xlsx")]
#[test]
fn the_links_and_comments_of_a_workbook_are_kept_or_told() {
    use rust_xlsxwriter::{Note, Url, Workbook};
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(["發送時間", "對象", "內容摘要", "連結", "內容"]) {
        sheet.write_string(0, column, name).expect("written");
    }
    sheet.write_string(1, 0, "2026/4/1").expect("written");
    sheet.write_url(1, 1, Url::new("https://example.org/in/ya").set_text("林雅婷")).expect("written");
    sheet.write_string(1, 2, "請教").expect("written");
    sheet.write_url(1, 3, Url::new("https://example.org/post").set_text("貼文")).expect("written");
    sheet.write_url(1, 4, Url::new("https://example.org/work").set_text("這是我的作品，請問哪一段最弱？")).expect("written");
    sheet.insert_note(1, 2, &Note::new("她喜歡短信")).expect("written");
    let (journal, ran) = import("t.xlsx", workbook.save_to_buffer().expect("saved"));
    let shown = entry(&journal, "林雅婷");
    assert_eq!(shown["entry"]["link"], "https://example.org/post", "{}", ran.err);
    assert_eq!(shown["message"], "這是我的作品，請問哪一段最弱？ <https://example.org/work>");
    assert!(ran.err.contains("儲存格的連結沒有帶進來：第 2 列 對象（https://example.org/in/ya）"), "{}", ran.err);
    assert!(ran.err.contains("儲存格的註解沒有帶進來，共 1 則：C2"), "{}", ran.err);
}

#[test]
fn a_date_of_another_century_is_told() {
    let (_, ran) = import("a.eml", mail("1", "Ya <ya@e.org>", "", "請問哪一個好？").replace("08 Apr 2026", "08 Apr 2126"));
    assert!(ran.err.contains("a.eml：日期 2126-04-08T09:30+08:00 還沒到"), "{}", ran.err);
    let (_, ran) = import("t.csv", "sent,to.name\n1900-04-08,A\n");
    assert!(ran.err.contains("第 2 列，sent 欄：1900-04-08 是很久以前"), "{}", ran.err);
}

#[test]
fn a_mark_that_keeps_a_line_from_being_a_heading_is_for_the_file_alone() {
    let table = "sent,to.name,message,reply\n2026-04-01,A,\"Hi\n\n## Reply\n\nWhich first?\",\"Both\n## Notes\nof mine\"\n";
    let (journal, _) = import("t.csv", table);
    assert!(journal.read("requests/2026/2026-04-01-A.md").contains("\\## Reply"));
    let shown = journal.run(&["show", "A"]).out;
    assert!(shown.contains("\n  ## Reply") && shown.contains("\n  ## Notes") && !shown.contains("\n  \\##"), "{shown}");
    let again = journal.run(&["import", "t.csv"]);
    assert!(again.err.contains("已經有的 1 筆"), "{}", again.err);
}

#[test]
fn a_map_without_a_key_is_told_in_its_own_words() {
    let (journal, _) = import("t.csv", "何時,對象\n");
    let ran = journal.run(&["import", "t.csv", "--map", "何時"]);
    assert!(ran.status == 2 && ran.err.contains("--map 要寫成 欄位=鍵，不是 `何時`") && ran.err.contains("--map 何時=sent"), "{}", ran.err);
}

#[test]
fn a_manual_page_names_what_an_option_takes() {
    let journal = Journal::new(&[]);
    journal.run(&["man", "man"]);
    assert!(journal.read("man/asklog.1").contains(".TP\n\\fB\\-C\\fR \\fIDIR\\fR\n"));
}

#[test]
fn drafts_and_what_was_thrown_away_become_no_letters() {
    let encoded = "=?UTF-8?B?6I2J56i/?=";
    for labels in ["Drafts", "Unread,Drafts", "草稿,重要", encoded, "=?UTF-8?Q?=E5=9E=83=E5=9C=BE=E6=A1=B6?=,Sent", "Trash", "Spam"] {
        let (journal, ran) = import("a.eml", mail("1", "Ya <ya@e.org>", &format!("X-Gmail-Labels: {labels}\n"), "您好，請問先學哪一個？"));
        assert!(ran.err.contains("草稿、垃圾桶或垃圾郵件的：a.eml") && ran.err.contains("新增 0 筆"), "{labels}: {}", ran.err);
        assert_eq!(journal.run(&["list", "--format", "{{ id }}"]).out, "");
    }
    let (journal, ran) = import("a.eml", mail("1", "Ya <ya@e.org>", "X-Gmail-Labels: Sent,Drafts of 2026\n", "您好，請問先學哪一個？"));
    assert!(!journal.run(&["list", "--format", "{{ id }}"]).out.is_empty(), "{}", ran.err);
}
