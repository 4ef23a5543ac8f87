using System;
using System.ComponentModel;
using System.Numerics;
using AutoDiff.CompilerServices;
using AutoDiff.Kernels;

namespace AutoDiff;

public static partial class TensorOps
{
    /// <summary>Matrix product <c>result = left · right</c>: <c>result[i, j] = Σ_k left[i, k] · right[k, j]</c>.</summary>
    /// <param name="left">Input, stored [rows, inner].</param>
    /// <param name="right">Input, stored [inner, columns].</param>
    /// <param name="result">Overwritten, shape [rows, columns].</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">Number of terms of each sum.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or <paramref name="result"/> overlaps an input.</exception>
    [VjpRule(nameof(MatMulLeftVjp))]
    [VjpRule(nameof(MatMulRightVjp))]
    [JvpRule(nameof(MatMulJvp))]
    public static void MatMul<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, [Overwritten] Span<T> result, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(inner);
        Require.Size(columns);
        Require.Shape(left, rows, inner);
        Require.Shape(right, inner, columns);
        Require.Shape<T>(result, rows, columns);
        Require.Apart(result, left);
        Require.Apart(result, right);
        result.Clear();
        MatrixProduct.Add<T>(Matrix<T>.Stored(left, rows, inner), Matrix<T>.Stored(right, inner, columns), result);
    }

    /// <summary><c>leftGradient += resultGradient · rightᵀ</c>.</summary>
    /// <param name="right">Input of the product, stored [inner, columns].</param>
    /// <param name="resultGradient">Cotangent of the result, shape [rows, columns].</param>
    /// <param name="leftGradient">Added to, stored [rows, inner].</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">Number of terms of each sum.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or <paramref name="leftGradient"/> overlaps an input.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MatMulLeftVjp<T>(
        ReadOnlySpan<T> right, ReadOnlySpan<T> resultGradient, Span<T> leftGradient, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(inner);
        Require.Size(columns);
        Require.Shape(right, inner, columns);
        Require.Shape(resultGradient, rows, columns);
        Require.Shape<T>(leftGradient, rows, inner);
        Require.Apart(leftGradient, right);
        Require.Apart(leftGradient, resultGradient);
        MatrixProduct.Add<T>(Matrix<T>.Stored(resultGradient, rows, columns), Matrix<T>.Stored(right, inner, columns).Transposed, leftGradient);
    }

    /// <summary><c>rightGradient += leftᵀ · resultGradient</c>.</summary>
    /// <param name="left">Input of the product, stored [rows, inner].</param>
    /// <param name="resultGradient">Cotangent of the result, shape [rows, columns].</param>
    /// <param name="rightGradient">Added to, stored [inner, columns].</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">Number of terms of each sum.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or <paramref name="rightGradient"/> overlaps an input.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MatMulRightVjp<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> resultGradient, Span<T> rightGradient, int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(inner);
        Require.Size(columns);
        Require.Shape(left, rows, inner);
        Require.Shape(resultGradient, rows, columns);
        Require.Shape<T>(rightGradient, inner, columns);
        Require.Apart(rightGradient, left);
        Require.Apart(rightGradient, resultGradient);
        MatrixProduct.Add<T>(Matrix<T>.Stored(left, rows, inner).Transposed, Matrix<T>.Stored(resultGradient, rows, columns), rightGradient);
    }

    /// <summary><c>resultTangent = leftTangent · right + left · rightTangent</c>.</summary>
    /// <param name="left">Input of the product, stored [rows, inner].</param>
    /// <param name="right">Input of the product, stored [inner, columns].</param>
    /// <param name="leftTangent">Its tangent, stored [rows, inner]; empty if it is zero.</param>
    /// <param name="rightTangent">Its tangent, stored [inner, columns]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [rows, columns].</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">Number of terms of each sum.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or <paramref name="resultTangent"/> overlaps an input.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MatMulJvp<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        ReadOnlySpan<T> leftTangent,
        ReadOnlySpan<T> rightTangent,
        Span<T> resultTangent,
        int rows,
        int inner,
        int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(inner);
        Require.Size(columns);
        Require.Shape(left, rows, inner);
        Require.Shape(right, inner, columns);
        Require.Shadow(leftTangent, left.Length);
        Require.Shadow(rightTangent, right.Length);
        Require.Shape<T>(resultTangent, rows, columns);
        Require.Apart(resultTangent, left);
        Require.Apart(resultTangent, right);
        Require.Apart(resultTangent, leftTangent);
        Require.Apart(resultTangent, rightTangent);
        resultTangent.Clear();
        if (!leftTangent.IsEmpty)
        {
            MatrixProduct.Add<T>(Matrix<T>.Stored(leftTangent, rows, inner), Matrix<T>.Stored(right, inner, columns), resultTangent);
        }

        if (!rightTangent.IsEmpty)
        {
            MatrixProduct.Add<T>(Matrix<T>.Stored(left, rows, inner), Matrix<T>.Stored(rightTangent, inner, columns), resultTangent);
        }
    }
}
