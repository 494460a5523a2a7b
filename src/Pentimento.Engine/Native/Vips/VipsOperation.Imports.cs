using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Vips;

/// <content>The GObject and libvips functions behind <see cref="VipsOperation"/>.</content>
public sealed unsafe partial class VipsOperation
{
    /// <summary>GObject's <c>GValue</c>: a type and two words of content.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct GValue
    {
        public nuint Type;
        public ulong First;
        public ulong Second;
    }

    /// <summary>The public head of GObject's <c>GParamSpec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct GParamSpec
    {
        public nint Class;
        public nint Name;
        public uint Flags;
        public nuint ValueType;
    }

    private static nuint Fundamental(nuint type) => TypeFundamental(type);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint New(string name);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_interpolate_new", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint InterpolateNew(string nickname);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_cache_operation_build")]
    private static partial nint CacheOperationBuild(nint operation);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_object_unref_outputs")]
    private static partial void ObjectUnrefOutputs(nint instance);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_enum_from_nick", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int EnumFromNick(string domain, nuint type, string nickname);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_value_set_array_double")]
    private static partial void ValueSetArrayDouble(GValue* value, double* numbers, int count);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_value_set_array_int")]
    private static partial void ValueSetArrayInt(GValue* value, int* numbers, int count);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_value_set_array_image")]
    private static partial void ValueSetArrayImage(GValue* value, int count);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_value_get_array_image")]
    private static partial nint* ValueGetArrayImage(GValue* value, out int count);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_value_set_blob")]
    private static partial void ValueSetBlob(GValue* value, nint free, nint data, nuint length);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_class_find_property", StringMarshalling = StringMarshalling.Utf8)]
    private static partial GParamSpec* ClassFindProperty(nint instanceClass, string name);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void ObjectSetProperty(nint instance, string name, GValue* value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void ObjectGetProperty(nint instance, string name, GValue* value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_ref")]
    private static partial nint ObjectRef(nint instance);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_object_unref")]
    private static partial void ObjectUnref(nint instance);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_type_fundamental")]
    private static partial nuint TypeFundamental(nuint type);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_type_from_name", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nuint TypeFromName(string name);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_init")]
    private static partial GValue* ValueInit(GValue* value, nuint type);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_unset")]
    private static partial void ValueUnset(GValue* value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_boolean")]
    private static partial void ValueSetBoolean(GValue* value, int flag);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_int")]
    private static partial void ValueSetInt(GValue* value, int number);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_uint64")]
    private static partial void ValueSetUInt64(GValue* value, ulong number);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_enum")]
    private static partial void ValueSetEnum(GValue* value, int number);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_flags")]
    private static partial void ValueSetFlags(GValue* value, uint number);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_double")]
    private static partial void ValueSetDouble(GValue* value, double number);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_string", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void ValueSetString(GValue* value, string text);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_set_object")]
    private static partial void ValueSetObject(GValue* value, nint instance);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_get_object")]
    private static partial nint ValueGetObject(GValue* value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_dup_boxed")]
    private static partial nint ValueDupBoxed(GValue* value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_blob_get")]
    private static partial nint BlobGet(nint blob, out nuint length);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_get_int")]
    private static partial int ValueGetInt(GValue* value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_get_boolean")]
    private static partial int ValueGetBoolean(GValue* value);

    [LibraryImport(NativeLibraries.GObject, EntryPoint = "g_value_get_double")]
    private static partial double ValueGetDouble(GValue* value);
}
