package packet

import "communique/internal/archive"

// worldNouns are what genreNouns are, in other languages: German, Spanish,
// Portuguese, Italian, French, Swedish and its neighbours, Russian, Arabic.
var worldNouns = []struct {
	words string
	kind  archive.Kind
}{
	{`pressemitteilung|medienmitteilung|presseerklärung|comunicado (?:de|a la|à) (?:la )?(?:prensa|imprensa)|nota (?:de|à|a|para a) (?:la )?(?:prensa|imprensa)|nota informativa|` +
		`boletín de prensa|comunicato stampa|pressmeddelande|pressemelding|pressemeddelelse|persbericht|lehdistötiedote|пресс-релиз|сообщение для (?:сми|печати|прессы)|` +
		`(?:ال)?بيان (?:ال)?صحفي|(?:ال)?بيان (?:ال)?صحافي|خبر صحفي`, archive.PressRelease},
	{`kommuniqué|(?:ab)?schlusserklärung|comunicado|comunicato (?:congiunto|finale)|kommuniké|коммюнике|(?:ال)?بيان (?:ال)?ختامي`, archive.Communique},
	{`niederschrift|ergebnisprotokoll|acta de la (?:reunión|sesión)|ata da reunião|compte[- ]rendu|procès-verbal|relevé de conclusions|verbale della riunione|mötesanteckningar|протокол (?:встречи|заседания|совещания)|محضر اجتماع`, archive.MeetingReport},
	{`erklärung|stellungnahme|declaración(?:es)?|declaraç(?:ão|ões)|manifiesto|dichiarazion[ei]|uttalande|uttalelse|udtalelse|deklaration|verklaring|заявлени[ея]|декларация|(?:ال)?بيان|(?:ال)?إعلان|تصريح`, archive.Statement},
	{`rede|ansprache|grußwort|discurso|palabras (?:de|del)|alocución|intervención (?:de|del)|pronunciamento|intervenção (?:de|do|da)|discorso|allocution|toespraak|tal (?:av|vid|på|i|till)|anförande|выступлени[ея]|речь|обращение|(?:ال)?كلمة|(?:ال)?خطاب`, archive.Speech},
}
