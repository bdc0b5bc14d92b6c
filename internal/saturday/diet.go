package saturday

import (
	"strings"
	"unicode"

	"musikkforalle/api/contract"
)

// The stems of words by which families name a diet, in all languages of the app. A trailing space ends a word that
// other words begin with. What is not found here is still read by a person: the texts stand beside the suggestion.
var (
	glutenWords = []string{
		"gluten", "hvete", "kveitemjøl", "cøliaki", "wheat", "coeliac", "celiac", "pszen", "celiak", "глютен", "пшени", "целіакі",
		"buğday", "çölyak", "genim", "qamadi", "غلوتين", "جلوتين", "قمح", "گلوتن", "گلوتین", "گندم", "گەنم", "گلوٹن", "ګلوټین", "ګلوتین", "غنم",
		"ግሉተን", "ስርናይ",
	}
	milkWords = []string{
		"melk", "mjølk", "kumelk", "kumjølk", "laktos", "milk", "dairy", "lactose", "mlek", "mlecz", "laktoz", "nabiał", "молок", "молоч", "лактоз",
		"süt", "şîr ", "caano", "حليب", "لاكتوز", "ألبان", "لاکتوز", "لبنیات", "شیر ", "دودھ", "شیدې", "شودې", "ጸባ",
	}
	eggWords = []string{
		"egg", "jaj", "яйц", "яєц", "yumurta", "hêk", "ukun", "ukumo", "بيض", "تخم مرغ", "انڈ", "هێلکە", "هګۍ", "هګی", "እንቋቑሖ", "እንቁላሊሕ",
	}
)

// suggest counts the texts that mention each diet, at most heads of them.
func suggest(texts []string, heads int) (d contract.Diets) {
	left := int32(heads)
	for _, diet := range []struct {
		n     *int32
		words []string
	}{{&d.GlutenFree, glutenWords}, {&d.MilkFree, milkWords}, {&d.EggFree, eggWords}} {
		for _, text := range texts {
			if left > 0 && says(text, diet.words) {
				*diet.n++
				left--
			}
		}
	}
	return d
}

func says(text string, words []string) bool {
	plain := inWords(text)
	for _, word := range words {
		if strings.Contains(plain, " "+word) {
			return true
		}
	}
	return false
}

// inWords normalises a text for matching: lower case, a space around each word, without the Arabic "and" and "the".
func inWords(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M) })
	for i, word := range words {
		words[i] = strings.TrimPrefix(strings.TrimPrefix(word, "و"), "ال")
	}
	return " " + strings.Join(words, " ") + " "
}
