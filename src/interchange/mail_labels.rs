//! The labels of a mailbox that say of a mail that it is no letter: never sent, thrown away, or junk.

/// The labels of drafts, the bin and junk, as Google names them in English, Taiwan and China.
const ASIDE: [&str; 12] =
    ["draft", "drafts", "trash", "bin", "spam", "草稿", "垃圾桶", "垃圾郵件", "垃圾信", "已删除邮件", "垃圾邮件", "回收站"];

/// Whether one of a mail's labels sets it aside: `Unread,Drafts`, `"草稿",重要`.
pub(super) fn is_aside(labels: &str) -> bool {
    let label = |label: &str| label.trim().trim_matches('"').trim().to_lowercase();
    labels.split(',').map(label).any(|label| ASIDE.contains(&label.as_str()))
}
