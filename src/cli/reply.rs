//! `asklog reply`: notes a reply, what it brought, and its text.

use super::open::{self, Open};
use super::{Exit, Globals, Outcome, change, find, when};
use crate::calendar::{Direction, Moment};
use crate::disk;
use crate::error::{Error, Result};
use crate::insight::Insight;
use crate::interchange::{MAIL_LIMIT, MailFault, looks_like_mail, read_mail};
use crate::journal::{Edit, Outcome as Brought, Replied, Request, reply_heading, reply_section};
use crate::labels::text;
use crate::terminal::{self, Opened};

#[derive(clap::Args)]
pub(super) struct Args {
    /// An id, a path, a part of an id, or a name.
    id: String,
    /// When it came, instead of now.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
    /// What it brought: answer, resource, introduction, meeting, mentor, referral, declined.
    #[arg(long, value_name = "OUTCOME", value_delimiter = ',')]
    outcome: Vec<String>,
    /// Who wrote, where it is not the recipient.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    from: Option<String>,
    /// The reply's text, plain or as a saved e-mail (.eml); `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    file: Option<String>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let open = open::open(globals)?;
    let insight = Insight::of(&open.journal);
    let now = open.journal.now;
    let outcomes: Vec<Brought> = args
        .outcome
        .iter()
        .map(|word| Brought::parse(word).ok_or_else(|| super::filters::not_a_word("--outcome", word, Brought::WORDS)))
        .collect::<Result<_>>()?;
    let reply = read_text(args.file.as_deref())?;
    let of_mail = reply.as_ref().and_then(|reply| Moment::from_unix(reply.sent?, now.zone)).filter(|sent| !now.is_before(*sent));
    let came: Moment = match &args.at {
        Some(at) => when::read(at, now, Direction::Past)?,
        None => of_mail.unwrap_or(now.moment()),
    };
    let request = find::request(&open, &insight, &args.id, |request| request.facts.sent.is_some() && request.facts.replied.is_none())?;
    let Some(sent) = request.written().sent else {
        return Err(Error::new(text!("reply.not-sent", id = request.id)).help(text!("reply.not-sent.help", id = request.id)));
    };
    if came.compare(sent, now.zone).is_lt() {
        return Err(Error::new(text!("reply-before-sent.message", replied = came, sent = sent)).help(text!("reply.before.help")));
    }
    let edit_here = reply.is_none() && terminal::is_interactive();
    let mut edits = Vec::new();
    // The first day counts: a later reply keeps it.
    let is_first = match request.written().replied {
        Some(Replied::At(first)) => came.compare(first, now.zone).is_lt(),
        // `yes` stays until a day is named.
        Some(Replied::Sometime) => args.at.is_some(),
        None => true,
    };
    if is_first {
        edits.push(Edit::Set("replied".to_owned(), came.to_string()));
    }
    if !outcomes.is_empty() {
        edits.push(Edit::Add("outcome".to_owned(), outcomes.iter().map(|outcome| outcome.word().to_owned()).collect()));
    }
    if reply.is_some() || edit_here || args.from.is_some() {
        let heading = heading(&open, request, args.from.as_deref().or_else(|| reply.as_ref()?.from.as_deref()), came);
        edits.push(Edit::Append(reply_section(&heading, reply.as_ref().map_or("", |reply| reply.text.as_str()))));
    }
    change::change(&open, request.path(), &edits)?;
    open.say(&text!("reply.done", id = request.id, day = came.day(now.zone)));
    if edit_here {
        match terminal::open_editor(&open.root.join(request.path())) {
            Opened::Failed(said) => open.say(&said),
            Opened::NoEditor => open.say(&text!("editor.none", path = request.path())),
            Opened::Edited => {}
        }
    }
    open.say(&text!("reply.next", id = request.id));
    Ok(Exit::Done)
}

/// A reply's text, and who wrote it when, where the file is an e-mail that tells.
struct Text {
    text: String,
    from: Option<String>,
    sent: Option<i64>,
}

fn read_text(file: Option<&str>) -> Result<Option<Text>> {
    let bytes = match file {
        None => return Ok(None),
        Some(path) => disk::read_up_to(MAIL_LIMIT, std::path::Path::new(path))?,
    };
    let mail = if looks_like_mail(&bytes) { read_mail(&bytes) } else { Err(MailFault::Unreadable) };
    match mail {
        Ok(mail) => {
            let from = mail.envelope.from.as_ref().map(|from| from.shown().to_owned());
            if mail.is_sealed {
                return Err(Error::new(text!("reply.sealed", path = file.unwrap_or("-"))).help(text!("reply.sealed.help")));
            }
            return Ok(Some(Text { text: mail.whole(), from, sent: mail.envelope.sent }));
        }
        Err(MailFault::Damaged) => {
            return Err(Error::new(text!("reply.damaged", path = file.unwrap_or("-"))).help(text!("reply.damaged.help")));
        }
        Err(MailFault::Unreadable) => {}
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::new(text!("file.not-utf8", path = file.unwrap_or("-"))).help(text!("file.not-utf8.help")))?;
    let text = text.trim_start_matches('\u{feff}');
    Ok((!text.trim().is_empty()).then(|| Text { text: text.to_owned(), from: None, sent: None }))
}

/// `回覆 林雅婷 2026-04-10`, in the language of the message.
fn heading(open: &Open, request: &Request, from: Option<&str>, came: Moment) -> String {
    let name = from.or_else(|| request.to.as_ref()?.name.as_deref()).unwrap_or_default();
    reply_heading(request.is_chinese(open.journal.settings.lang), name, &came.day(open.journal.now.zone).to_string())
}
