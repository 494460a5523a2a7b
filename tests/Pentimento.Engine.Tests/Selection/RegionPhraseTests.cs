using Pentimento.Engine.Planning;
using Pentimento.Engine.Selection.Things;

namespace Pentimento.Engine.Tests.Selection;

public class RegionPhraseTests
{
    [Fact]
    public void A_target_is_read_into_its_parts()
    {
        var phrase = RegionPhrase.Parse("object:car;behind;left;second;red;2;except person;center");

        Assert.Equal("car", phrase.Noun);
        Assert.Equal(["behind", "left"], phrase.Places);
        Assert.Equal(2, phrase.Ordinal);
        Assert.Equal("red", phrase.Look);
        Assert.Equal(2, phrase.Count);
        Assert.Equal("person;center", phrase.Except);
        Assert.False(phrase.IsWhole);
    }

    [Theory]
    [InlineData("person;red shirt", "red shirt")]
    [InlineData("person;left;yellow;cap", "yellow cap")]
    [InlineData("person;left", null)]
    public void What_is_no_place_or_number_is_a_look(string target, string? look) => Assert.Equal(look, RegionPhrase.Parse(target).Look);

    [Fact]
    public void A_third_is_a_part_of_the_picture_but_the_third_of_several_people()
    {
        Assert.Equal(["top", "third"], RegionPhrase.Parse("image;top;third").Places);
        Assert.Equal(3, RegionPhrase.Parse("person;third").Ordinal);
        Assert.Equal(11, RegionPhrase.Parse("person;11th").Ordinal);
        Assert.Equal(-1, RegionPhrase.Parse("person;last").Ordinal);
    }

    [Fact]
    public void Quoted_text_may_hold_what_parts_a_target()
    {
        var phrase = RegionPhrase.Parse("text;top;\"Sale; now\"");

        Assert.Equal("sale; now", phrase.Quote);
        Assert.Equal(["top"], phrase.Places);
    }

    [Theory]
    [InlineData("image", true)]
    [InlineData("mask", true)]
    [InlineData("image;all", true)]
    [InlineData("image;left", false)]
    [InlineData("image;except dog", false)]
    [InlineData("background", false)]
    public void Only_the_image_without_more_is_the_whole(string target, bool whole) => Assert.Equal(whole, RegionPhrase.Parse(target).IsWhole);

    [Theory]
    [InlineData("couple", "person 2")]
    [InlineData("me and my puppy", "person / object:puppy")]
    [InlineData("woman center", "person center")]
    [InlineData("woman;center", "person center")]
    [InlineData("the two men on the left", "person 2 left")]
    [InlineData("yellow shirt", "person yellow shirt")]
    [InlineData("friend in blue", "person blue")]
    [InlineData("subject", "subject")]
    public void An_exception_is_read_from_the_prompts_own_words(string words, string expected)
    {
        var read = Exceptions.Read(words).Select(p => $"{p.Kind} {p.ToString()[(p.Noun ?? p.Kind).Length..].Trim()}".Trim());

        Assert.Equal(expected, string.Join(" / ", read));
    }
}
