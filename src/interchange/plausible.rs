//! How likely bytes are meant as Big5 or as GB18030. Both encodings hold the characters that people write in a first level and rare ones
//! behind it (Big5: A440–C67E; GB 2312: B0A1–D7F9); what is read with the wrong one comes out as rare ones and signs.

use std::collections::HashSet;

use crate::text::script::is_han;

/// Characters that letters asking for help, names and tables of them are written with, in Traditional and Simplified forms.
const COMMON: &str = "的一我您是不了有在先好回看想上到要理第人裡用品就做教三哪表文下把以成方分自可次也年字再改出行天數什那工都或信只版很最得怎\
    章小料婷雅前封位能事照月完樣己案本二每定作句法名去助期件和同妤寄面整你算求道子程檔多之主放便價大留中知接比已四入果意正起\
    公新列目客計段銷提陳跟直步日管始十才太等敬思查份她明加掉所發建店式少如他重家層手告合反全部空模若錄析交容限打係附老收修援\
    叫序帳排存另格五漏原息候近真常商地連清其網需缺半晚答懂通急運訪走詢生找指引快斗忙紀拿率因錯司權卡推追檢據取今搬例妳集解鍵\
    代誌停享平象拆篇差群姊縮元社填外心而它何由值流量班晴具任但購物路系刪林跑牌早底者器站各投否台醒六按儲介夾忽剩宇超區替安高\
    識言稿白口匯志抱度展類略八些板请倉盲更輯像又拜向端聊切金化昨示色被特活假員東久共混影西送觀閥死角尾融階低校友退令根企致背\
    束然歉水望官楚落草立念利皂串此支服估力感保察室片買怡寬踩抽神布花貨履景損併越遍失待必複相英住命救零光毛慢瀑坑免技稽核印效\
    優國材款徐振柱问情消維及午源私豪百映彤怪单短證足製未輸挑終隔姓科雯降千音圍旨呼舊身星簿末九七呢羅營旁研翻怨功聲摘跳均座涵\
    散初黃希翰塊秒滑彼坊考往非責顯市山夜喜靖冠軒警个崩付敗基拒配曾熟冒增函祝詠坐经張李王吳劉蔡楊許鄭謝洪郭邱廖賴周葉蘇莊呂江\
    蕭潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴范宋鄧杜傅侯曹薛丁卓阮董唐藍蔣姚馮湯田姜汪鄒巫鐘涂龔嚴韓袁童陸夏柳凃邵錢倪譚駱\
    熊甘秦顧俞雷饒闕君淑芬美玲俊傑宗宏佳穎欣宜詩承恩彬婉瑜哲瑋惠秀麗華玉珍靜慧敏娟莉鴻偉強軍磊洋勇艷濤霞剛桂张许谢简钟顾静强\
    刚学习题陈刘赵孙郑韩邓冯吕苏卢蒋贾叶阎龙万历试转职业验专电营销务项数据设计开发产运财会医师总监导长姐辈朋绍荐内资机选择应\
    该么为现时间对复与优没还这样们来说话书读写听买卖见观点际门关闻闭队阳阴难须颜顿显马骂鸟鱼麦黄齐龄车轮软轻较辆输辞边达迁过\
    进远连迟适逊递逻遗邮邻郁针钉钓钢钱铁银错锁键镜陆险随隐页顶顺预领频饭饮馆驻骑骗鲜鲁鸡萬與專業丟丢兩两個為麼義义習書於于產\
    親亲從从儀仪們夥伙會傳传傷伤體体關內寫衝冲決决況况準准幾几劃划則则別别劇剧辦办務動动勞劳醫協协單佔占臥卧卻却廠厂歷厲厉參\
    参變变號号後后嗎吗聽啟启週響响囉啰團团圖图場场牆墙處处備备覆夠够頭头媽妈學寧宁實实對尋寻導將将嘗尝尷尴盡尽師帶带幫帮並并\
    廣广庫库應廢废開當当徹彻徵征總懇恳願愿戶户執执擾扰護护報报擔担撥拨掛挂換换擱搁擺摆撐撑斷断無无時曉晓機殺杀雜杂條条來標标\
    欄栏樹树樓楼歡欢歐欧殘残畢毕氣气沒註注測测溫温潰溃滿满燈灯點煩烦燒烧狀状獨独環环現電畫画療疗監盤盘著着碼码確确離离種种積\
    积稱称筆笔緊紧約约級级紙纸線线練练組组細细紹經結结給给絡络絕绝統统緒绪續续編编縫缝罷罢職聯联勝胜脫脱臉脸騰腾節节範薦藥药\
    慮虑補补裝装見規规視视覺觉訂订認认討讨讓让議议訊讯記记講讲論论設訴诉詞词試話該詳详語语誤误說請讀課课誰谁調调諒谅談谈貼贴\
    貴贵費费資賞赏賜赐讚赞趕赶躍跃蹤踪車軌轨轉輪輕較輩邊過還這進遠遲適選遺郵釋释鑒鉴鈞钧鐵長門問間閱阅隊陽隨難頁頂項順須預頻\
    題額额風风饋馈馬駕驾驗魚齊";

/// How likely a reading is: of −1 where every character is rare, to 2 where every one is usual and known. 0 where there are none.
pub(super) fn as_big5(bytes: &[u8], text: &str) -> f64 {
    let level = level(bytes, |lead, trail| match (lead, trail) {
        // Marks: ， 、 。 「 」 and their like; what stands behind them are signs for tables and for units.
        (0xA1 | 0xA4..=0xC5, _) | (0xC6, ..=0x7E) => 1.0,
        _ => -1.0,
    });
    level + known(text)
}

/// As [`as_big5`], of bytes as GB18030.
pub(super) fn as_gb18030(bytes: &[u8], text: &str) -> f64 {
    let level = level(bytes, |lead, trail| match (lead, trail) {
        (0xA1 | 0xA3 | 0xB0..=0xD7, 0xA1..) => 1.0,
        // Traditional characters.
        (0x81..=0xA0, 0x40..) | (0xAA..=0xFE, 0x40..=0xA0) => -0.5,
        _ => -1.0,
    });
    level + known(text)
}

/// The mean of what each character's two bytes are worth.
fn level(bytes: &[u8], of: impl Fn(u8, u8) -> f64) -> f64 {
    let (mut count, mut sum) = (0_u32, 0.0);
    let mut rest = bytes;
    while let [lead, behind @ ..] = rest {
        rest = behind;
        if lead.is_ascii() {
            continue;
        }
        let Some(trail) = behind.first() else { break };
        count += 1;
        sum += of(*lead, *trail);
        // Where the second byte is a digit there are four: no character of a letter.
        rest = behind.get(if trail.is_ascii_digit() { 3 } else { 1 }..).unwrap_or_default();
    }
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

/// The share of the Han characters that are known; 0 where there are none.
fn known(text: &str) -> f64 {
    let common: HashSet<char> = COMMON.chars().collect();
    let han: Vec<char> = text.chars().filter(|c| is_han(*c)).take(10_000).collect();
    if han.is_empty() { 0.0 } else { han.iter().filter(|c| common.contains(c)).count() as f64 / han.len() as f64 }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GBK};

    use super::*;

    #[test]
    fn what_people_write_is_likelier_in_its_own_encoding() {
        for text in [
            "請教",
            "許功蓋",
            "林雅婷，十年電商",
            "發送時間",
            "有",
            "否",
            "王志明",
            "陳",
            "您好，請問先學哪一個？",
            "張經理",
            "下次把背景縮短",
            "黃小姐（人資）",
            "謝謝您",
            "履歷",
            "作品集怎麼取捨",
            "已讀不回",
            "面試",
            "轉職",
            "數位行銷",
        ] {
            let bytes = BIG5.encode(text).0;
            let (here, there) = (as_big5(&bytes, text), as_gb18030(&bytes, &GBK.decode(&bytes).0));
            assert!(here - there > 0.4, "{text}: {here} {there}");
        }
        for text in [
            "请教",
            "许功盖",
            "林雅婷，十年电商",
            "发送时间",
            "有",
            "否",
            "王志明",
            "陈",
            "您好，请问先学哪一个？",
            "张经理",
            "下次把背景缩短",
            "黄小姐（人事）",
            "谢谢您",
            "简历",
            "作品集怎么取舍",
            "已读不回",
            "面试",
            "转行",
            "市场营销",
            "蔡",
        ] {
            let bytes = GBK.encode(text).0;
            let (here, there) = (as_gb18030(&bytes, text), as_big5(&bytes, &BIG5.decode(&bytes).0));
            assert!(here - there > 0.4, "{text}: {here} {there}");
        }
    }
}
