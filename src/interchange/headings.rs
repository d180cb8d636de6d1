//! The headings that people give the columns of a table, in Chinese and English, and the keys that these columns hold.

use crate::text::normal::fold_name;

/// The headings of each key, folded: the article's columns and those beside them.
const NAMES: [(&str, &str); 19] = [
    (
        "sent",
        "發送時間 發送日期 寄出時間 寄出日期 寄送時間 寄送日期 寄信日期 寄信時間 發信日期 發信時間 送出時間 \
         送出日期 傳送時間 傳送日期 日期 時間 sent sentat senton datesent sentdate senttime timesent date \
         whensent",
    ),
    (
        "summary",
        "內容摘要 摘要 訊息摘要 事由 請求內容 求援內容 求助內容 求助內容摘要 求援內容摘要 請教內容摘要 請教內容 \
         summary contentsummary messagesummary whatiasked question topic 主題 請教主題 ask request",
    ),
    ("to.background", "對象背景 背景 background recipientbackground theirbackground"),
    (
        "replied",
        "回覆與否 是否回覆 有無回覆 回覆狀態 回覆日期 回覆時間 回信日期 回應日期 回覆 回覆? 有回覆嗎 回覆嗎? \
         replied gotreply repliedat replydate responded replyreceived reply? replied? status 狀態 datereplied \
         repliedon responsedate dateofresponse dateofreply gotreply? gotareply gotareply?",
    ),
    (
        "next",
        "下一步優化 下一步 下次優化 優化 改進 下次改進 next nextstep nextsteps nextimprovement improvement \
         nextstepoptimization",
    ),
    ("to.name", "對象 姓名 對象姓名 名字 聯絡人 請教對象 求援對象 收件人 name recipient to person who contact fullname"),
    ("to.call", "稱呼 call"),
    ("to.role", "職稱 對方職稱 職位 頭銜 role jobtitle position"),
    ("to.org", "公司 對方公司 組織 單位 任職公司 公司名稱 服務單位 org organization organisation company employer"),
    ("to.handle", "帳號 信箱 電子郵件 電子信箱 email e-mail emailaddress handle"),
    ("to.why", "為什麼找他 為何找他 why whythisperson"),
    ("channel", "管道 平台 渠道 聯絡管道 聯絡方式 發送管道 channel platform medium via"),
    ("subject", "主旨 標題 信件主旨 subject subjectline"),
    ("message", "內容 訊息 訊息內容 信件內容 全文 內文 message messagesent messagetext body content"),
    ("reply", "回覆內容 回信內容 reply response replytext"),
    ("reflection", "反思 心得 檢討 reflection"),
    ("notes", "備註 筆記 註記 notes note remarks comments"),
    ("link", "連結 網址 link url"),
    ("tags", "標籤 tags"),
];

/// The key that a column of this heading holds; `None` for a heading that nobody gives one.
pub(super) fn key_of_heading(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    let of = |name: &str| NAMES.iter().find(|(_, names)| names.split(' ').any(|known| known == name)).map(|(key, _)| *key);
    of(&folded).or_else(|| of(&traditional(&folded)))
}

/// A heading in Simplified characters as it is in Traditional ones.
fn traditional(name: &str) -> String {
    let name: String = name.chars().map(|c| HEADINGS.iter().find(|(simplified, _)| *simplified == c).map_or(c, |(_, c)| *c)).collect();
    crate::text::simplified::to_traditional(name)
}

/// Characters of headings that stand in no phrase of a rule.
const HEADINGS: [(char, char); 4] = [('发', '發'), ('优', '優'), ('签', '籤'), ('态', '態')];

/// A heading without case, width, blanks, and what stands in brackets or after a line break: `發送時間（台北）`.
pub(super) fn fold(name: &str) -> String {
    let folded = fold_name(name.lines().next().unwrap_or_default());
    let bare = folded.split(['(', '[', '【', '{']).next().unwrap_or_default();
    let bare = bare.trim_matches(['*', ':', '#', '.', '_']).replace(['_', '-'], "");
    if bare.is_empty() { folded } else { bare }
}
