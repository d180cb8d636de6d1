//! Any way to ask, the roundabout ones too: a letter that only admires or introduces its writer has none of them.

use std::ops::Range;

use crate::text::pattern::{Pattern, pattern};
use crate::text::ranges;

/// Asking in Chinese.
static ZH: Pattern = pattern!(
    r"[?？]|想請|請[您你妳教問益指]|二選一|求分享|煩請|望[您你妳]|麻煩[您你妳]|懇請|敬請|拜託|勞煩",
    r"勞駕|盼(?:望)?[您你妳能]|希望(?:[您你妳]|聽|能(?:請|跟|和|與|向|聽|得到|聊|借)|有機會)",
    r"期待[您你妳].{0,12}(?:建議|看法|意見|指教)|指教|指點|賜教|不吝",
    r"(?:需要|尋求|能|可以).{0,8}(?:幫忙|協助)|求助|求教|求解|求救|求推薦",
    r"(?:不知道?|不曉得)(?:[您你妳]|能|可|是否|有沒有|該|哪|怎|何|會不會)|好奇|想(?:了解|瞭解|問|確認|聽|知道)",
    r"想(?:跟|和|與)[您你妳].{0,4}(?:聊|約|學|確認|討論|借)|邀請?[您你妳]|可以(?:請|借)",
    r"[嗎呢](?:[，。！、～~…\s]|$)|回[覆復信]我|告訴我|跟我說",
    r"哪(?:一個|一種|一項|一步|個|些|種|位|門)",
    r"(?:[您你妳該先]|推薦)[^，。！？]{0,6}哪一?[本張份條家間款頁題段版招套支台件科所堂樣篇章格欄]",
    r"給我.{0,6}(?:建議|意見|回饋|方向)|推薦(?:我|一|幾|給我)|有(?:沒有)?[^，。！？]{0,4}推薦的|引薦|轉介|介紹我|幫我",
    r"期待.{0,8}(?:聽|看).{0,12}(?:想法|看法|意見|版本)|想看看|求[一個兩幾]|盼[^望。！？]{0,6}(?:惑|教|覆|示|閱|過目|指正)",
    r"[圈勾挑選投回][一個出][^。！？]{0,6}(?:字母?|票|版|就好|即可)|投[^。！？]{0,8}一?票|(?:圈|選|挑)(?:起來|出來)|[您你妳](?:覺得|會選|選)哪",
    // An imperative with its courtesy, at the beginning of a clause: 申請看護 is none.
    r"(?:^|[，。！？：；\s還也敬再能先])請(?:幫|替|協助|給|撥|批評|惠|留|看|挑|選|轉|提供|代為|為我)",
    r"我的(?:第[一二]個|唯一的?|一個|小)?(?:問題|疑問|請求)(?:是|很|只|如下)|想問的|要問的|就問一",
    r"對不對|好不好|行不行|通不通|準不準|值不值|是不是(?:該|應該|要|可以|先)|該不該|要不要先|很猶豫|猶豫(?:的是|該|要|先)|拿不定|(?:難以|無法|沒辦法)(?:決定|取捨)",
    r"煩勞[您你妳]|誠徵|徵(?:求)?[一兩三幾]|商借|想要[一幾][份張本組套頁]",
    r"有勞|懇託|勞請|敢問|借問|討教|斧正|雅正|(?:歡迎|請|盼|望|祈|求)[^，。！？]{0,3}指正",
    r"(?:我|小弟|小妹|本人)?(?:很|誠摯地?|冒昧地?)?想[^，。！？]{0,5}(?:徵詢|徵求|諮詢|預約|約[您你妳]|拜訪[您你妳貴]|訪問[您你妳]|採訪[您你妳]|旁聽|見習|借[您你妳]|討[一個份]|[給讓][您你妳]過目|看一眼)",
    r"希望(?:得到|獲得|收到|旁聽|見習|到[您你妳貴]|能(?:到[您你妳貴]|有機會|旁聽|見習|邀|獲得|收到))|(?:期盼|期望|敬候|靜候)[您你妳][^。！？]{0,8}(?:建議|看法|意見|指教|回饋|答案)",
    r"等[您你妳][^，。！？]{0,4}(?:一句|一個字|一票|答案|意見|決定)|留[一個][^，。！？]{0,3}(?:話|字)給我|給我[一個幾][^，。！？]{0,4}(?:話|句|字|詞)|(?:句|個)評語",
    r"是否(?:願|可|能|方便|有機會|有空|合適|適合|必要|值得|建議|需要)|(?:能不能|可不可以|願不願意|有沒有(?:機會|可能|辦法|空))|何者|孰",
    r"(?:如果|若|假如|換作|換成|換做)是?[您你妳][，]?[^。！？]{0,4}(?:會|怎)",
    r"[您你妳](?:們|會|當年|當初|當時|那時|後來|平常|通常|都|是|覺得|建議)*(?:怎麼|如何)[^，。！？章篇書片我]{1,14}(?:[，。！\s]|$)",
    r"(?:[您你妳](?:會|建議)?|我該|該)先[^。！？]{1,16}還是|還是先[^，。！？我]{1,10}(?:[。！\s]|$)",
);
/// Asking in English.
static EN: Pattern = pattern!(
    r"\b(?:i(?:'d|'m| would| am)?|we(?:'d| would)?) (?:welcome|want|after|seeking|in need of) (?:a|an|any|one|your|some)\b",
    r"\b(?:pick|choose|vote for|circle|reply|answer|say) (?:one|a|b|with|either)\b|\bcorrect me\b|\byour vote\b|\b(?:can't|cannot) (?:decide|choose)\b",
    r"\bdo (?:tell|correct|say|let|send)\b|\bwould (?:be (?:enough|plenty|great|lovely|helpful|welcome)|settle|help|do|mean (?:a|the|much|so))\b",
    r"\bwonder(?:ing)? (?:if|whether|what|which|how|who|why|where)\b|\bcurious\b",
    r"\bgrateful (?:for (?:any|a|an|one|your)|if)\b|\bglad (?:of|if)\b|\bis all i (?:need|ask)\b",
    r"\bthankful (?:for (?:any|a|an|one)|if)\b|\b(?:honou?red|delighted|pleased|obliged|happy) (?:if you|to (?:hear|know|have|get|read) (?:your|which|what|whether|how|a|one))\b",
    r"\bappreciate (?:any|it if|a|an|hearing|your (?:advice|thoughts?|opinion|view|help|input|feedback|perspective|time|[a-z]+ing))\b",
    r"\bany (?:chance|idea|pointers?|advice|thoughts?|tips|help|feedback|input|suggestions?|hints?)\b",
    r"\blet me know\b|\bhoping (?:you|to|for|that you)\b|\bhopes? (?:of|for) (?:a|an|one|your|some|any)\b",
    r"\bhope (?:that )?you (?:can|could|might|will|would|may)\b|\bhope to (?:hear|learn|know|find out) (?:which|whether|how|what|why|where|who|when|about|your)\b",
    r"\blooking for (?:advice|someone|anyone|people|recommendations?|examples?|pointers?|suggestions?|feedback|input|help|an?|one|your|some)\b",
    r"\bneed (?:your |some |a |an )?(?:help|advice|input|pointer|opinion|signature|permission)\b|\bhelp me\b",
    concat!(
        r"\b(?:hear|get|have|know|value|welcome|for) your (?:advice|thoughts?|opinion|views?|input|feedback|",
        r"perspective|take|answer|read|verdict)\b",
    ),
    r"\bwant(?:ed)? to (?:know|ask|hear)\b",
    concat!(
        r"\b(?:i|we)(?:'d| would) (?:really |so |dearly )?(?:like|love) (?:to (?:know|learn|understand|see|get|",
        r"have|talk|meet|borrow|ask|hear|invite|book|request|propose|visit|shadow|interview|check|quote|speak)|your|a|an|one)\b",
    ),
    r"\b(?:would|'d) (?:really |truly |much |so )?(?:value|welcome|treasure|prize|cherish|love your)\b",
    r"\bkindly [a-z]|\brequest(?:ing)? (?:you(?:r| to)|a|an|one|some|that|\d+|[a-z]+ minutes)\b|\b(?:seek|beg|crave) (?:a|an|one|your|some)\b",
    r"\bmind if\b|\btell me\b|\bpoint me\b|\bintroduce me\b|\ban introduction\b|\brecommend\b|\badvise (?:me|us)\b|\bpoint out\b",
    r"\bask(?:ing)? (?:you|for|if|whether|which|what|how|about)\b|\b(?:let me|wish to|have to|like to|want to) (?:just )?ask\b",
    r"\b(?:a|one|my|this|small|quick) (?:[a-z-]+ )?(?:question|request|favou?r)\b|\binvit(?:e|ing) you\b|\b(?:propose|suggest) (?:a|an|one|that you)\b",
    r"\b(?:could|would|can|may|might) (?:you|i|we|someone|anyone|anybody)\b|\bplease\b",
    r"\bpick your brain\b|\bguide me\b|\bif you (?:could|would|might|can)\b|\byour (?:pick|choice|vote|call|verdict)\b|\bwould love to\b",
    r"\b(?:would|'d) be [a-z ]{0,12}(?:grateful|glad|thankful|happy|delighted|pleased|honou?red|obliged|lucky)\b|\bi need (?:one|your|two|somebody|someone)\b",
    r"\b(?:don't know|can't tell|cannot tell|can't work out|don't see) (?:which|whether|how|what|where|if|why)\b|\bwhat i (?:lack|need|miss|want|can't|cannot|don't) ",
    r"\bif you (?:had to|were me|were i|have (?:a|an|one|two|five|ten|half))\b|\blooking for (?:two|three|four|five|\d+)\b|\bquick one\b|: [a-z -]{1,24} or [a-z -]{1,24}(?:[.]|$)",
    r"\b(?:take|like|want|seek|interested in|after) your (?:honest )?(?:advice|answer|opinion|view|take|guidance|judge?ment)\b|\bstuck between\b",
    r"\btorn between\b|\b(?:i'm|i am) (?:not sure|unsure|undecided) (?:whether|which|how|what|where|about)\b|\bminutes of your time\b",
    r"\b(?:thoughts?|advice|feedback|comments?|corrections?|hints?|pointers?|views?|opinions?|suggestions?|tips)\b[^.!?]{0,40}\b(?:welcome|appreciated|wanted|sought|needed)\b",
    r"\b(?:word|line|note|sentence|hint) (?:from you )?on (?:which|whether|how|what|where|[a-z] (?:or|versus|vs))\b|\b(?:how|what) about (?:a|an|one|two|three|five|ten|fifteen|thirty|\d+|on|monday|tuesday|wednesday|thursday|friday)\b",
    r"\b(?:is|are|might|would|could) there (?:be )?(?:any|a|an|one|some|room|time|something|anything|ten|fifteen|five)\b|\bpermission to\b",
    // At the beginning of a sentence: how you write helps me, but how do you write.
    concat!(
        r"(?:^|[.!?:\n] ?)(?:so |and |or |just |then )?(?:which (?:one|of|would|do|did|should|is|comes?|came|book|course)|",
        r"how (?:do|did|would|should|can|many|much|long|often)|why (?:do|did|is|not)|where (?:do|did|should|would|can)|",
        r"what (?:is|do|did|would|should|else|comes?|came)|(?:do|does|did) (?:you|your|i|we|they|any)|have you|were you|should (?:i|we)|is (?:it|this|that|your|the|there)|are (?:you|your|there|any)|",
        r"would [a-z0-9' ]{1,40} (?:suit|work|fit|help|do|be (?:possible|fine|ok|okay|enough|convenient|welcome))|(?:can|will) (?:your|the|any|a)|(?:send|give|show|lend|spare|drop|leave|teach) (?:me|us)|name (?:one|a|the|your)|",
        r"(?:have|take) a look|mark (?:the|one|a))\b",
    ),
);

/// A wish for the reader's good.
static WISH: Pattern = pattern!(r"希望[您你妳]們?[^，。！？]{0,4}(?:一切|都好|平安|順利|順心|健康|喜歡|開心|快樂|康復|過得|愉快|安好)");

/// Where a text asks in such a way.
pub(super) fn all(prose: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let wishes: Vec<Range<usize>> = WISH.all(prose).collect();
    ZH.all(prose).filter(move |at| !ranges::meets(&wishes, at)).chain(EN.all(prose))
}
