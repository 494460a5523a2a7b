using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Things;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Selection;

public class ThingChoiceTests
{
    // A small one far left at the back, two of the same size, and one to the right that is twice as large; 1000x500.
    private static readonly Box[] Row = [new(50, 100, 40, 90), new(250, 120, 120, 300), new(480, 110, 120, 300), new(700, 60, 180, 420)];

    [Theory]
    [InlineData("person;left", "0")]
    [InlineData("person;right", "3")]
    [InlineData("person;left;2", "0 1")]
    [InlineData("person;left;second", "1")]
    [InlineData("person;right;second", "2")]
    [InlineData("person;third", "2")]
    [InlineData("person;left;last", "3")]
    [InlineData("person;largest", "3")]
    [InlineData("person;smallest", "0")]
    [InlineData("person;largest;2", "ambiguous")]
    [InlineData("person;behind;left", "0")]
    [InlineData("person;front", "3")]
    [InlineData("person;behind", "ambiguous")]
    [InlineData("person;behind;all", "0 1 2")]
    [InlineData("person;all", "0 1 2 3")]
    [InlineData("person;left;all", "0 1")]
    [InlineData("person;right;all", "2 3")]
    [InlineData("person;center;all", "1 2")]
    [InlineData("person;4", "0 1 2 3")]
    [InlineData("person;2", "ambiguous")]
    [InlineData("person;5", "none")]
    [InlineData("person;fifth", "none")]
    [InlineData("person", "ambiguous")]
    [InlineData("person;edge;left", "0")]
    public void The_words_choose_among_four(string target, string expected) => Assert.Equal(expected, Choose(target, Row));

    [Theory]
    [InlineData("person", "0")]
    [InlineData("person;right", "0")]
    [InlineData("person;all", "0")]
    [InlineData("person;largest", "0")]
    [InlineData("person;left", "none")]
    [InlineData("person;2", "none")]
    [InlineData("person;behind", "none")]
    public void One_alone_is_meant_unless_the_words_say_another(string target, string expected) => Assert.Equal(expected, Choose(target, [Row[3]]));

    [Fact]
    public void The_middle_of_three_is_the_second_wherever_they_stand() => Assert.Equal("2", Choose("person;center", Row[1..], offset: 1));

    [Fact]
    public void Two_at_the_same_height_are_not_told_apart_by_top() => Assert.Equal("ambiguous", Choose("person;top", [new(100, 100, 50, 50), new(500, 102, 50, 50)]));

    [Fact]
    public void One_that_dwarfs_all_others_is_what_a_singular_means() => Assert.Equal("1", Choose("person", [new(10, 10, 30, 60), new(300, 20, 300, 450)]));

    [Theory]
    [InlineData("person", 3)]
    [InlineData("person;left", 0)]
    public void Who_stays_is_the_one_in_front_when_nothing_else_is_said(string target, int expected)
    {
        var choice = new ThingChoice([Row[0], Row[1], Row[2], new(600, 0, 300, 500)], 1000, 500);

        Assert.Equal([expected], choice.ChooseWhoStays(RegionPhrase.Parse(target), [0, 1, 2, 3])!);
    }

    [Fact]
    public void What_was_found_is_told_with_its_places()
    {
        Assert.Equal("3 people: left, middle, right", ThingWords.Found(Noun.Person, Row[1..], 1000, 500));
        Assert.Equal("4 people: left, 2nd from the left, 3rd from the left, right", ThingWords.Found(Noun.Person, Row, 1000, 500));
        Assert.Equal("1 dog: right", ThingWords.Found(Noun.Named("dog"), [Row[3]], 1000, 500));
        Assert.Equal("2 dogs: top, bottom", ThingWords.Found(Noun.Named("dog"), [new(10, 10, 50, 50), new(20, 300, 50, 50)], 1000, 500));
    }

    [Theory]
    [InlineData("person;left", 1, 3, "the person on the left, 1 of 3")]
    [InlineData("person;left;second", 1, 3, "the 2nd person from the left, 1 of 3")]
    [InlineData("person;all", 3, 3, "all 3 people")]
    [InlineData("person;all", 2, 2, "both people")]
    [InlineData("person;left;2", 2, 3, "two people on the left, of 3")]
    [InlineData("person;red shirt", 1, 2, "the person in red shirt, 1 of 2")]
    [InlineData("person;behind;right", 1, 2, "the person behind on the right, 1 of 2")]
    [InlineData("person", 1, 1, "the person")]
    public void What_was_taken_is_told_in_words(string target, int chosen, int found, string words) =>
        Assert.Equal(words, ThingWords.Chosen(Noun.Person, RegionPhrase.Parse(target), [.. Enumerable.Range(0, chosen)], found));

    private static string Choose(string target, Box[] boxes, int offset = 0)
    {
        var phrase = RegionPhrase.Parse(target);
        var chosen = new ThingChoice(boxes, 1000, 500).Choose(phrase, [.. Enumerable.Range(0, boxes.Length)], phrase.IsAll);
        return chosen is null ? "ambiguous" : chosen.Count == 0 ? "none" : string.Join(' ', chosen.Select(i => i + offset));
    }
}
