//! What makes a page listen for changes: a script, put in when it is answered, so that any layout has it.

/// The script of live pages.
pub(crate) const LIVE_SCRIPT: &str = include_str!("../../templates/site/live.js");

/// A page with the script that listens; `version` names what it shows.
pub(crate) fn listening(page: Vec<u8>, version: &str) -> Vec<u8> {
    let Ok(page) = String::from_utf8(page) else { return Vec::new() };
    let script = format!("<script src=\"/asklog-live.js\" data-version=\"{version}\" defer></script>\n");
    let at = page.find("</head>").unwrap_or(page.len());
    let mut live = format!("{}{script}{}", &page[..at], &page[at..]);
    // A policy within the page must allow what it listens to; one that names its connections is left as it is.
    if let Some((from, to)) = policy(&live)
        && !live[from..to].contains("connect-src")
    {
        live.insert_str(from, "connect-src 'self'; ");
    }
    live.into_bytes()
}

/// Where the content of the page's own Content-Security-Policy stands.
fn policy(page: &str) -> Option<(usize, usize)> {
    let tag = page.find("http-equiv=\"Content-Security-Policy\"")?;
    let from = tag + page[tag..].find("content=\"")? + "content=\"".len();
    let to = from + page[from..].find('"')?;
    page[tag..from].find('>').is_none().then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_page_listens() {
        let live = |page: &str| String::from_utf8(listening(page.as_bytes().to_vec(), "7-1")).expect("text");
        let script = "<script src=\"/asklog-live.js\" data-version=\"7-1\" defer></script>\n";
        assert_eq!(live("<head></head>x"), format!("<head>{script}</head>x"));
        assert_eq!(live("x"), format!("x{script}"), "a layout without a head");
        let policy = |content: &str| format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{content}\"></head>");
        assert!(live(&policy("default-src 'none'")).contains("content=\"connect-src 'self'; default-src 'none'\""));
        assert!(live(&policy("connect-src 'none'")).contains("content=\"connect-src 'none'\""));
        let odd = "<meta http-equiv=\"Content-Security-Policy\"><p content=\"x\"></head>";
        assert!(live(odd).contains("<p content=\"x\">"));
    }
}
