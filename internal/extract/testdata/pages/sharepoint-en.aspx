<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en-us"><head><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	Pages - Readout of the Defence Ministers Call
</title></head>
<body class="v4master"><form method="post" action="readout.aspx" id="aspnetForm"><div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" value="AAAA" /></div>
<div id="s4-ribbonrow" style="display:none">Site Actions Browse Page</div>
<div id="s4-workspace"><div id="s4-bodyContainer"><div id="s4-titlerow"><a href="/"><img alt="logo" src="l.png"/></a></div>
<div class="s4-lp s4-toplinks"><div id="zz1_TopNavigationMenu" class="menu horizontal"><ul class="root static"><li><a href="/a"><span>Home</span></a></li><li><a href="/b"><span>Organisation</span></a></li><li><a href="/c"><span>Media Centre</span></a></li></ul></div></div>
<div id="s4-mainarea"><div class="leftNav" id="s4-leftpanel"><ul><li><a href="/1">News</a></li><li><a href="/2">Speeches</a></li><li><a href="/3">Photo gallery</a></li></ul></div>
<div id="MSO_ContentTable"><div class="welcome"><h2 class="ms-rteElement-H1">Readout of the Defence Ministers Call</h2>
<div class="article-date">02/03/2020</div>
<div id="ctl00_PlaceHolderMain_RichHtmlField" class="ms-rtestate-field" style="display:inline"><div class="ms-rtestate-field">
<p class="ms-rteElement-P">&#8203;The Minister of Defence spoke by telephone today with her counterpart and reviewed the work of the joint staff committee.</p>
<p class="ms-rteElement-P">The ministers agreed that ships of both navies will exercise together in the autumn, and that cadets will be exchanged from 2021.</p>
<p class="ms-rteElement-P">They condemned attacks on merchant vessels and called on all parties to keep the straits open to trade.&#160;</p></div></div>
<div class="shareLinks"><a href="#">Print</a> | <a href="#">Email this page</a></div></div></div></div></div></div>
<div id="DeltaPageStateActionManager"></div><div class="ms-footer">Copyright 2020 Ministry of Defence | <a href="/t">Terms</a></div></form></body></html>
