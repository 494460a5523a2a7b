using Pentimento.Engine.Selection.Nouns;
using Pentimento.Engine.Vision;

namespace Pentimento.Engine.Tests.Selection.Nouns;

public class NounTableTests
{
    [Theory]
    [InlineData("puppy", "dog")]
    [InlineData("bike", "bicycle")]
    [InlineData("guy", "person")]
    [InlineData("phone", "cell phone")]
    [InlineData("sofa", "couch")]
    [InlineData("telly", "tv")]
    [InlineData("plane", "airplane")]
    [InlineData("cab", "car")]
    [InlineData("lorry", "truck")]
    [InlineData("kitten", "cat")]
    [InlineData("mug", "cup")]
    [InlineData("Seagull", "bird")]
    [InlineData("doughnut", "donut")]
    [InlineData("fridge", "refrigerator")]
    [InlineData("hair dryer", "hair drier")]
    public void A_synonym_is_the_class_that_it_means(string noun, string name)
    {
        var meaning = NounTable.English.Find(noun);

        Assert.NotNull(meaning);
        Assert.Equal(NounKind.Detected, meaning.Kind);
        Assert.Equal([name], meaning.Classes);
        Assert.False(meaning.IsPlural);
    }

    [Theory]
    [InlineData("puppies", "puppy", "dog")]
    [InlineData("women", "woman", "person")]
    [InlineData("people", "person", "person")]
    [InlineData("knives", "knife", "knife")]
    [InlineData("geese", "goose", "bird")]
    [InlineData("buses", "bus", "bus")]
    [InlineData("benches", "bench", "bench")]
    [InlineData("children", "child", "person")]
    [InlineData("wine glasses", "wine glass", "wine glass")]
    [InlineData("cacti", "cactus", "potted plant")]
    public void A_plural_says_that_several_are_meant(string noun, string singular, string name)
    {
        var meaning = NounTable.English.Find(noun);

        Assert.NotNull(meaning);
        Assert.True(meaning.IsPlural);
        Assert.Equal((singular, name), (meaning.Noun, meaning.Classes[0]));
    }

    [Theory]
    [InlineData("red sports car", "sports car", "car")]
    [InlineData("little old lady", "old lady", "person")]
    [InlineData("teddy-bear", "teddy bear", "teddy bear")]
    [InlineData("traffic_light", "traffic light", "traffic light")]
    [InlineData("half eaten hot dog", "hot dog", "hot dog")]
    [InlineData("big brown dog", "dog", "dog")]
    public void The_longest_ending_of_a_phrase_counts(string phrase, string noun, string name)
    {
        var meaning = NounTable.English.Find(phrase);

        Assert.NotNull(meaning);
        Assert.Equal((noun, name), (meaning.Noun, meaning.Classes[0]));
    }

    [Fact]
    public void A_word_for_several_classes_names_all_of_them()
    {
        Assert.Equal(["cat", "dog"], NounTable.English.Find("pet")!.Classes);
        Assert.Contains("truck", NounTable.English.Find("vehicles")!.Classes);
        Assert.Equal(["cup", "wine glass"], NounTable.English.Find("glass")!.Classes);
    }

    [Fact]
    public void What_only_resembles_a_class_is_marked_so()
    {
        var wolf = NounTable.English.Find("wolf")!;

        Assert.Equal(NounKind.Similar, wolf.Kind);
        Assert.Equal(["dog"], wolf.Classes);
    }

    [Fact]
    public void A_part_names_the_whole()
    {
        var hand = NounTable.English.Find("left hand")!;
        var tyre = NounTable.English.Find("tyre")!;

        Assert.Equal((NounKind.Part, "person"), (hand.Kind, hand.Classes[0]));
        Assert.Equal((NounKind.Part, "car"), (tyre.Kind, tyre.Classes[0]));
    }

    [Theory]
    [InlineData("tree")]
    [InlineData("dog house")]
    [InlineData("power lines")]
    [InlineData("butterflies")]
    public void A_thing_outside_the_classes_is_known_to_be_outside(string noun)
    {
        var meaning = NounTable.English.Find(noun)!;

        Assert.Equal(NounKind.Outside, meaning.Kind);
        Assert.Empty(meaning.Classes);
    }

    [Theory]
    [InlineData("gizmotron")]
    [InlineData("")]
    [InlineData("  - ")]
    public void A_word_in_no_table_has_no_meaning(string noun) => Assert.Null(NounTable.English.Find(noun));

    [Fact]
    public void A_pair_is_one_thing_although_its_form_is_plural()
    {
        Assert.False(NounTable.English.Find("scissors")!.IsPlural);
        Assert.False(NounTable.English.Find("jeans")!.IsPlural);
        Assert.False(NounTable.English.Find("sheep")!.IsPlural);
    }

    [Fact]
    public void The_table_names_only_classes_that_exist_and_every_class_by_its_own_name()
    {
        Assert.All(NounTable.English.Entries, e => Assert.All(e.Value.Classes, c => Assert.Contains(c, CocoClasses.Names)));
        Assert.All(CocoClasses.Names, name => Assert.Equal((NounKind.Detected, name), (NounTable.English.Find(name)!.Kind, NounTable.English.Find(name)!.Classes[0])));
        Assert.Equal(80, CocoClasses.Names.Distinct().Count());
    }

    [Theory]
    [InlineData("dog: dog\ncat: dog", "dog")]
    [InlineData("dog puppy", "dog puppy")]
    public void A_damaged_table_is_refused_naming_the_line(string text, string named)
    {
        var error = Assert.Throws<FormatException>(() => NounTable.Parse(text));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
